import { type Command, fault, type Reply } from '@sagashop/saga/message';
import { type TSchema, Type } from 'typebox';
import { compileSchema } from '../config/schema.ts';
import { refuse } from '../errors.ts';
import type { App } from '../http/app.ts';
import { goOn } from '../http/request-spans.ts';
import { parseTraceparent } from '../observe/trace-context.ts';
import { allowances } from './callers.ts';
import type { InternalDoor } from './internal-door.ts';
import type { Service } from './service.ts';

const LARGE = 64_000_000; // bytes: 500 commands of 100 lines each, and the demo data

const Envelope = Type.Object({
  id: Type.String(),
  type: Type.String(),
  version: Type.Integer(),
  saga: Type.String({ format: 'uuid' }),
  order: Type.String({ format: 'uuid' }),
  expiresAt: Type.Union([Type.String({ format: 'date-time' }), Type.Null()]),
  trace: Type.Union([Type.String(), Type.Null()]),
  body: Type.Unknown(),
});
const Batch = Type.Object({ commands: Type.Array(Type.Unknown()) });
const News = Type.Object({ bodies: Type.Array(Type.Unknown()) });

/**
 * What services ask of each other, behind a token: `POST /messages` (a batch of commands, one reply each in
 * their order, null for one without an answer), `POST /internal/NAME` (a question), and
 * `POST /internal/events/TYPE`. Which of the services is meant, and who asks, the token says; what the service does not
 * let that one ask is 403.
 */
export function internalRoutes(app: App, services: readonly Service[], door: InternalDoor): void {
  const byName = new Map(
    services.map((service) => [service.name, { service, allowed: allowances(service.callers) }]),
  );
  app.register(async (scope) => {
    // Not the public one: a command that holds what ours must not is that command's fault, not its batch's.
    scope.removeAllContentTypeParsers();
    scope.addContentTypeParser('application/json', { parseAs: 'string' }, (_request, text, done) => {
      try {
        done(null, JSON.parse(String(text)));
      } catch {
        done(refuse.malformed_body());
      }
    });
    scope.decorateRequest('target', null as unknown as Target);
    scope.addHook('onRequest', async (request) => {
      const { audience, caller } = door.service(request);
      const { service, allowed } = byName.get(audience)!;
      request.target = { service, caller, may: caller === null ? ANYTHING : allowed(caller) };
      goOn(request);
    });
    const config = { service: services.map((service) => service.name).join('+') };
    const common = { config, bodyLimit: LARGE };
    scope.post('/messages', common, async (request) => {
      const { commands } = checked<{ commands: unknown[] }>(Batch, request.body);
      if (request.target.may.size === 0) door.uncalled(request);
      return { replies: await handleAll(request.target, commands) };
    });
    scope.post('/internal/:call', common, async (request, reply) => {
      const name = (request.params as { call: string }).call;
      const { service, may } = request.target;
      const answer = Object.hasOwn(service.calls, name) ? service.calls[name] : undefined;
      if (may.size === 0 || (answer && !may.has(name))) door.uncalled(request);
      if (!answer) throw refuse.not_found();
      const question = checked<never>(answer.question, request.body);
      return reply.send((await answer(question, request.trace)) ?? {});
    });
    scope.post('/internal/events/:type', common, async (request, reply) => {
      const { type } = request.params as { type: string };
      const { service, may } = request.target;
      const hear =
        service.subscribes && Object.hasOwn(service.subscribes, type) ? service.subscribes[type] : undefined;
      if (may.size === 0 || (hear && !may.has(type))) door.uncalled(request);
      const { bodies } = checked<{ bodies: unknown[] }>(News, request.body);
      await hear?.(bodies as never[]);
      return reply.code(204).send();
    });
  });
}

/** Whom an internal request is for, who has sent it, and what that one may send. */
interface Target {
  service: Service;
  caller: string | null;
  may: Pick<ReadonlySet<string>, 'has' | 'size'>;
}

/** The release before does not say who sends; it goes with SAGASHOP_INTERNAL_KEYS. */
const ANYTHING: Target['may'] = { has: () => true, size: 1 };

declare module 'fastify' {
  interface FastifyRequest {
    /** What the door says of an internal request. */
    target: Target;
  }
}

/** All of a batch at once, so that it is one batch for the participant too. */
async function handleAll(target: Target, commands: unknown[]): Promise<(Reply | null)[]> {
  const answers = await Promise.allSettled(commands.map((command) => handleOne(target, command)));
  return answers.map((answer) => (answer.status === 'fulfilled' ? answer.value : null));
}

async function handleOne({ service, caller, may }: Target, command: unknown): Promise<Reply> {
  const [error] = compileSchema(Envelope, 'json').check(command);
  if (error) return fault(`a malformed command: ${error.path || 'it'} ${error.message}`);
  if (!service.handle) return fault(`${service.name} handles no commands`);
  const whole = command as Command;
  // Not its batch's fault: a type that is newer than this code is that command's alone.
  if (!may.has(whole.type)) return fault(`${caller} may not send ${service.name} ${whole.type}`);
  // What is no trace, or not sampled, is no reason to refuse a command.
  if (whole.trace !== null && !parseTraceparent(whole.trace)?.sampled) whole.trace = null;
  return service.handle(whole);
}

function checked<T>(schema: TSchema, body: unknown): T {
  const errors = compileSchema(schema, 'json').check(body);
  if (errors.length > 0) throw refuse.validation_failed({ errors });
  return body as T;
}
