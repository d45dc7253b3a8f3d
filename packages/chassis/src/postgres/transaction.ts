import type { Connection } from './connection.ts';
import type { Query } from './query-handler.ts';
import { handledBy, type Maker } from './query-handler.ts';
import type { TransactionOptions, Tx, Work } from './sql.ts';

/** What statements are told after one before them has failed. */
const ABORTED = '25P02';

type Answered = Promise<{ command: string }>;

/**
 * Runs a transaction on a connection that nobody else uses meanwhile, with queries that `make` makes. Rejects as the
 * work does, or with the first of its statements that failed; nothing of it is written then. When the connection
 * is lost behind a COMMIT, nobody knows.
 */
export async function transact<T>(
  connection: Connection,
  make: Maker,
  work: Work<T>,
  { mode = '', locksFirst = false }: TransactionOptions = {},
): Promise<T> {
  let failure: unknown;
  let closed: (() => Error) | undefined;
  let commit: Answered | undefined;
  const run = (query: Query) => {
    if (closed) return query.reject(closed());
    connection.run(query);
    Promise.prototype.then.call(query, undefined, (error: unknown) => void (failure ??= error));
  };
  const say = (words: string): Answered => {
    const query = make.unsafe(words) as Query;
    connection.run(query);
    return Promise.prototype.then.call(query, (answer) => answer) as Answered;
  };
  const send = (): Answered => {
    commit ??= say('commit');
    closed = tooLate;
    return commit;
  };
  let failed = false;
  const last = () => {
    // Ticks come when no microtask is left: behind all that is asked for without waiting for the server.
    queueMicrotask(() => process.nextTick(() => void (failed || send().catch(() => {}))));
  };
  const begun = say(`begin ${mode}`.trimEnd());
  begun.catch((error: Error) => {
    closed = () => error;
  });
  try {
    if (!locksFirst) await begun;
    const result = await work(handledBy(make, run) as unknown as Tx, last);
    await begun;
    if (failure) throw failure;
    const { command } = await send();
    if (command !== 'COMMIT') throw failure;
    return result;
  } catch (error) {
    failed = true;
    // What failed after a COMMIT had been sent was undone by it.
    await (commit ?? say('rollback')).catch(() => {});
    throw (error as { code?: unknown }).code === ABORTED ? failure : error;
  } finally {
    closed ??= tooLate;
  }
}

const tooLate = () => new Error('a transaction was asked for more after its end');
