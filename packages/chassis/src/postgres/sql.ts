import type postgres from 'postgres';

export type Sql = postgres.Sql<{ bigint: number }> & {
  /** As `begin`, in fewer round trips (see transaction.ts). */
  transaction<T>(work: Work<T>, options?: TransactionOptions): Promise<T>;
};
export type Tx = postgres.TransactionSql<{ bigint: number }>;
/** Where a query may run: on the pool or inside a transaction. */
export type Db = Sql | Tx;

/**
 * What is done in a transaction. When all that is still to be written is asked for in one turn, `last()` right
 * before it lets the COMMIT leave together with it, without waiting for its answers: a statement that fails undoes
 * everything all the same, but no answer can be a reason to think better of it any more, and nothing more can be
 * asked.
 */
export type Work<T> = (tx: Tx, last: () => void) => Promise<T> | T;

/** How a transaction begins. */
export interface TransactionOptions {
  /** For BEGIN: `isolation level repeatable read read only`. */
  mode?: string;
  /**
   * The first statements leave together with BEGIN. They must only read and lock: should BEGIN fail, which it does
   * when somebody cancels it, they run by themselves. What is asked once they have answered is in the transaction.
   */
  locksFirst?: boolean;
}
