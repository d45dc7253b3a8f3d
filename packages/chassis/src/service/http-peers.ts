import { Problem } from '@sagashop/kernel/problem';
import { type Command, type Reply, replyShape } from '@sagashop/saga/message';
import type { TSchema } from 'typebox';
import { compileSchema } from '../config/schema.ts';
import type { Logger } from '../observe/log.ts';
import type { Metrics } from '../observe/metrics.ts';
import type { Trace } from '../observe/trace-context.ts';
import { batcher } from '../work/batch.ts';
import type { Peers } from './calls.ts';
import { exchange } from './exchange.ts';
import { REFUSED_HEADER } from './internal-door.ts';
import { away, type Origins } from './origins.ts';
import type { ServiceKeys } from './service-keys.ts';
import { tokenHeaders } from './token-headers.ts';

const MESSAGES = 10_000; // ms that a batch of commands may take
const PATIENCE = 20_000; // ms that a question or an event may take
const LANES = 2; // batches of commands to one service under way: one is handled while the next one travels

export interface HttpPeersOptions {
  origins: Origins;
  keys: ServiceKeys;
  /** The service that asks. */
  as: string;
  metrics: Metrics;
  log: Logger;
  /** The services that subscribe to each type of event, in other processes. */
  subscribers?: Readonly<Record<string, readonly string[]>>;
}

/**
 * The peers of a service whose neighbours run in other processes. Commands go to `POST /messages`, in batches
 * that form themselves; questions to `POST /internal/NAME`; events to `POST /internal/events/TYPE` of each
 * subscriber. Whatever is no answer (no connection, a time-out, a 5xx, what the contract does not say) rejects: `send`
 * so that the saga sends again, `ask` with 503 `unavailable` and the service's name.
 */
export function httpPeers(options: HttpPeersOptions): Peers {
  const { subscribers = {} } = options;
  const post = poster(options);
  const lines = new Map<string, (command: Command) => Promise<Reply>>();
  const lineTo = (service: string) => {
    let line = lines.get(service);
    if (!line) lines.set(service, (line = messageLine(service, post, options)));
    return line;
  };
  return {
    send: (service, command) => lineTo(service)(command),
    ask: async ({ service, name, answer, patience = PATIENCE }, question, trace = null) => {
      const route = `/internal/${name}`;
      const given = await post(service, route, question, { patience, trace });
      if (!isFitting(answer, given, { target: service, route, trace }, options.log)) throw away(service);
      return given as never;
    },
    publish: async (type, bodies) => {
      const path = `/internal/events/${encodeURIComponent(type)}`;
      const how = { patience: PATIENCE, trace: null };
      await Promise.all((subscribers[type] ?? []).map((service) => post(service, path, { bodies }, how)));
    },
  };
}

interface How {
  patience: number;
  trace: Trace;
}

type Post = (service: string, path: string, body: unknown, how: How) => Promise<unknown>;

/** Sends the commands for one service; what comes while all lanes are busy makes the next batch. */
function messageLine(service: string, post: Post, { metrics, log }: HttpPeersOptions) {
  const take = batcher<Command, Reply | null>({
    name: `${service}.messages`,
    metrics,
    lanes: LANES,
    repeats: 0, // the saga repeats, command by command, with its own back-off
    traceOf: (command) => command.trace,
    tracedAs: '', // it is the sender's
    run: async (commands, trace) => {
      const how = { patience: MESSAGES, trace };
      const answer = (await post(service, '/messages', { commands }, how)) as { replies?: unknown };
      const { replies } = answer ?? {};
      if (!Array.isArray(replies) || replies.length !== commands.length) throw away(service);
      const where = { target: service, route: '/messages', trace };
      return replies.map((reply) => (isFitting(replyShape(reply), reply, where, log) ? reply : null));
    },
  });
  return async (command: Command): Promise<Reply> => {
    const reply = await take(command);
    if (reply === null) throw away(service);
    return reply;
  };
}

function poster({ origins, keys, as, log }: HttpPeersOptions): Post {
  const tokens = tokenHeaders(keys, as);
  return async (service, path, body, { patience, trace }) => {
    const pool = origins.of(service);
    const headers = ['content-type', 'application/json', ...tokens.service(service)];
    if (trace !== null) headers.push('traceparent', trace);
    const { answer } = exchange(pool, {
      method: 'POST',
      path,
      headers,
      body: JSON.stringify(body),
      headersTimeout: patience,
      bodyTimeout: patience,
    });
    const where = { target: service, route: path, trace };
    const given = await answer.catch((error: Error) => noAnswer(error, where, log));
    const { status, body: bytes } = given;
    if (given.headers[REFUSED_HEADER]) {
      log.error({ ...where, status }, 'a service does not let us ask: are its keys and release the same?');
      throw away(service);
    }
    const text = String(bytes);
    if (status < 300) return text === '' ? undefined : JSON.parse(text);
    throw refusalOf(service, status, text);
  };
}

interface Where {
  target: string;
  route: string;
  trace: Trace;
}

/** Whether what another process has answered is what its contract says; else it is logged, by its path alone. */
function isFitting(schema: TSchema, given: unknown, where: Where, log: Logger): boolean {
  const [error] = compileSchema(schema, 'json').check(given);
  if (error)
    log.error({ ...where, wrong: `${error.path} ${error.message}` }, 'an answer breaks its contract');
  return !error;
}

function noAnswer(error: Error, where: Where, log: Logger): never {
  log.debug({ err: error, ...where }, 'a service did not answer');
  throw away(where.target);
}

/** A refusal of the business goes on to whoever asked; what is wrong between us and the service is no answer. */
function refusalOf(service: string, status: number, text: string): Problem {
  const problem = status < 500 ? parseProblem(text) : undefined;
  if (!problem) return away(service);
  const { type: _, title, code, status: __, ...more } = problem;
  return new Problem(code, { status, title }, more);
}

function parseProblem(
  text: string,
): { type: string; title: string; code: string; status: number } | undefined {
  try {
    const problem = JSON.parse(text);
    return typeof problem?.code === 'string' ? problem : undefined;
  } catch {
    return undefined;
  }
}
