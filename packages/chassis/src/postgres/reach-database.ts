import { setTimeout as sleep } from 'node:timers/promises';
import type { Sql } from './sql.ts';
import { databaseAway, sqlState } from './sql-state.ts';

const PATIENCE = 60_000; // ms: what starts beside its database, or while that moves, starts before or after it
const PAUSE = 500; // ms between two tries

/** How often it is tried, and who is told. */
export interface Trying {
  /** Told once when it has to be tried again, and once when it went well after that. */
  say: (line: string) => void;
  /** ms for which it is tried again; a minute when left out. */
  patience?: number;
}

/**
 * Does what needs somebody who may not be there yet, again and again until they are. Throws at once what `passing` does not
 * know, and after a minute in a sentence that names who was not there: `what` begins it, as in "The database of order".
 */
export async function patiently<T>(
  what: string,
  work: () => Promise<T>,
  { say, patience = PATIENCE, passing }: Trying & { passing: (error: unknown) => boolean },
): Promise<T> {
  const end = performance.now() + patience;
  const seconds = Math.round(patience / 1000);
  for (let told = false; ; told = true) {
    try {
      const done = await work();
      if (told) say(`${what} answers now.`);
      return done;
    } catch (error) {
      if (!passing(error)) throw error;
      const why = reasonOf(error);
      if (performance.now() >= end)
        throw new Error(`${what} cannot be reached (${why}); it was tried for ${seconds} s.`, {
          cause: error,
        });
      if (!told) say(`${what} cannot be reached yet (${why}). It is tried again for ${seconds} s.`);
      await sleep(PAUSE);
    }
  }
}

/**
 * Waits for a database that is away, a minute at most. Throws at once, in a sentence that names the variable, when trying
 * again cannot help: the password is wrong, or there is no such database. No password is told.
 */
export async function reachDatabase(sql: Sql, name: string, trying: Trying): Promise<void> {
  const variable = `${name.toUpperCase()}_DATABASE_URL`;
  try {
    const passing = (error: unknown) => !isRefused(error) && databaseAway(error);
    await patiently(`The database of ${name}`, () => sql`select 1`, { ...trying, passing });
  } catch (error) {
    if (!isRefused(error)) throw error;
    throw new Error(`The database of ${name} lets nobody in by ${variable}: ${reasonOf(error)}.`, {
      cause: error,
    });
  }
}

/** Whether the server has answered, and will answer the same again: who asks, or what they ask for, is not known. */
const isRefused = (error: unknown) => /^(?:28|3D|42501)/.test(sqlState(error) ?? '');

function reasonOf(error: unknown): string {
  const { code, message } = error as { code?: unknown; message?: unknown };
  return String(message || code);
}
