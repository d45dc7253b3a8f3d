import { compileSchema } from '@sagashop/chassis/config/schema';
import { exchange } from '@sagashop/chassis/service/exchange';
import { Reading } from '@sagashop/figures/reading';
import { Client } from 'undici';
import type { Found } from './service-figures.ts';

const PATIENCE = 1200; // ms for an answer
const REMEMBERED = 15_000; // ms for which one that is gone is still told of
const MOST = 20; // instances of one service that are looked at
const PROBE_EACH = 3; // readings: so soon a new instance beside known ones is found

/** One process of a service, with the connection that leads to it. */
interface Known {
  client: Client;
  reading: Reading;
  /** When it did not answer any more, as performance.now() has it. */
  goneAt?: number;
  why?: string;
}

/** How a reading is asked for: the same for each process. */
export interface Asking {
  url: string;
  method: 'GET' | 'POST';
  path: string;
  /** Names and values by turns. */
  headers(): string[];
  /** What the answer says. Throws when it is none. */
  readingIn(body: string): Reading;
}

/**
 * The processes of a service in other processes than this, found as requests find them: by its one address. Behind that
 * a balancer gives each connection to some process, so each known process keeps the connection that has led to it, and
 * a new connection now and then finds those that are not known yet. Without a reader there is none.
 */
export function remoteInstances(asking: Asking) {
  const known = new Map<string, Known>();
  let turn = 0;

  const forget = (one: Known, why: string) => {
    one.goneAt ??= performance.now();
    one.why = why;
    one.client.destroy().catch(() => {});
  };
  /** Takes in what a connection has led to; it is closed where another leads there already. */
  const note = (client: Client, reading: Reading) => {
    const key = keyOf(reading);
    const found = known.get(key);
    const taken = found && found.goneAt === undefined && found.client !== client;
    if (taken || (!found && known.size >= MOST)) client.destroy().catch(() => {});
    else known.set(key, { client, reading });
  };
  const again = async (key: string, one: Known) => {
    try {
      const reading = await ask(one.client, asking);
      if (keyOf(reading) !== key) {
        // Its connection was closed, and a new one led elsewhere.
        one.goneAt ??= performance.now();
        one.why = 'it has ended';
      }
      note(one.client, reading);
    } catch {
      forget(one, 'it does not answer');
    }
  };
  const probe = async () => {
    const client = new Client(asking.url, { connect: { timeout: PATIENCE }, keepAliveTimeout: 30_000 });
    try {
      note(client, await ask(client, asking));
    } catch {
      client.destroy().catch(() => {});
    }
  };

  return {
    async read(): Promise<Found[]> {
      const living = [...known].filter(([, one]) => one.goneAt === undefined);
      await Promise.all(living.map(([key, one]) => again(key, one)));
      const missed = [...known.values()].some((one) => one.goneAt !== undefined);
      if (turn++ % PROBE_EACH === 0 || missed || living.length === 0) await probe();
      for (const [key, { goneAt }] of known)
        if (goneAt !== undefined && performance.now() - goneAt > REMEMBERED) known.delete(key);
      return [...known.values()].map(foundOf);
    },
    /** Lets go of all connections; the next reading begins anew. */
    rest(): void {
      for (const { client } of known.values()) client.destroy().catch(() => {});
      known.clear();
      turn = 0;
    },
  };
}

const keyOf = ({ id, startedAt }: Reading) => `${id} ${startedAt}`;

function foundOf({ reading, goneAt, why }: Known): Found {
  const { id, version, startedAt } = reading;
  if (goneAt !== undefined) return { id, version, startedAt, ready: false, ...(why && { why }) };
  return { id, version, startedAt, ready: reading.ready, ...(reading.why && { why: reading.why }), reading };
}

async function ask(client: Client, { method, path, headers, readingIn }: Asking): Promise<Reading> {
  const body = method === 'POST' ? '{}' : null;
  const times = { headersTimeout: PATIENCE, bodyTimeout: PATIENCE };
  const { answer } = exchange(client, { method, path, headers: headers(), body, ...times });
  const { status, body: bytes } = await answer;
  if (status !== 200) throw new Error(`it answers ${status}`);
  return readingIn(String(bytes));
}

/** Reads what the call `figures` answers. Throws when it is not what the call declares. */
export function readingIn(body: string): Reading {
  const read: unknown = JSON.parse(body);
  const [error] = compileSchema(Reading, 'json').check(read);
  if (error) throw new Error(`${error.path} ${error.message}`);
  return read as Reading;
}
