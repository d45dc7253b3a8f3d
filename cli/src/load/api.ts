import { setTimeout as sleep } from 'node:timers/promises';
import { type Answer, exchange, isLost } from '@sagashop/load/connection';
import { Pool } from 'undici';

/** A session token, or where one comes from that outlasts a long run. */
export type Token = string | (() => Promise<string>);

export interface Call {
  token?: Token;
  body?: object;
  key?: string;
  /** How often it is tried at most. */
  tries?: number;
}

/** The shop's API for all that is not measured. */
export interface Api {
  /**
   * Answers the body of a success. Waits and tries again when the shop is busy, or the connection was lost
   * and repeating does no harm; throws a sentence for every other answer.
   */
  call<T>(method: 'GET' | 'POST' | 'PATCH' | 'DELETE', path: string, call?: Call): Promise<T>;
  close(): Promise<void>;
}

const TRIES = 16; // while the shop is busy, or still starts: about a minute
const LOST = 3; // while it cannot be reached

export function openApi(url: string): Api {
  const pool = new Pool(url, { connections: 8, headersTimeout: 60_000, bodyTimeout: 60_000 });
  return {
    call: async <T>(method: string, path: string, { token, body, key, tries }: Call = {}) => {
      const bearer = typeof token === 'function' ? await token() : token;
      const headers = [
        ...(bearer ? ['authorization', `Bearer ${bearer}`] : []),
        ...(body ? ['content-type', 'application/json'] : []),
        ...(key ? ['idempotency-key', key] : []),
      ];
      const shot = { method, path, headers, body: body ? JSON.stringify(body) : null };
      const harmless = method !== 'POST' || key !== undefined;
      for (let attempt = 1; ; attempt += 1) {
        const answer = await exchange(pool, shot).catch((error: unknown) => {
          if (!isLost(error)) throw error;
          if (!harmless || attempt >= (tries ?? LOST)) throw unreachable(url, error);
          return undefined;
        });
        if (answer && answer.status < 300) return (answer.body ? JSON.parse(answer.body) : undefined) as T;
        if (answer && (attempt >= (tries ?? TRIES) || !isBusy(answer)))
          throw refused(`${method} ${path}`, answer);
        await sleep(Math.min(100 * 2 ** attempt, 5000));
      }
    },
    close: () => pool.destroy(),
  };
}

function isBusy({ status }: Answer): boolean {
  return status === 429 || status === 503;
}

function unreachable(url: string, error: unknown): Error {
  const { code, message } = error as { code?: string; message?: string };
  return new Error(`The shop at ${url} cannot be reached (${message || code}).`, { cause: error });
}

function refused(what: string, { status, body }: Answer): Error {
  const { code = '', title = '' } = problemOf(body);
  const hint = status === 401 || status === 403 ? ' The token must be an owner’s session token.' : '';
  return new Error(`${what} was answered ${status} ${code} ${title}`.trimEnd() + hint);
}

/** The members of a problem document; none when the body is something else. */
export function problemOf(body: string): { code?: string; title?: string; orderId?: string } {
  try {
    return (JSON.parse(body) ?? {}) as { code?: string; title?: string; orderId?: string };
  } catch {
    return {};
  }
}

/** Does something for each item, a few at a time. Waits for all that was begun before it throws. */
export async function fewAtATime<T, R>(
  items: readonly T[],
  places: number,
  each: (item: T, index: number) => Promise<R>,
): Promise<R[]> {
  const results = new Array<R>(items.length);
  let next = 0;
  let failed = false;
  const work = async () => {
    while (next < items.length && !failed) {
      const index = next++;
      try {
        results[index] = await each(items[index]!, index);
      } catch (error) {
        failed = true;
        throw error;
      }
    }
  };
  const ended = await Promise.allSettled(Array.from({ length: places }, work));
  for (const end of ended) if (end.status === 'rejected') throw end.reason;
  return results;
}
