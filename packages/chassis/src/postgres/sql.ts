import type postgres from 'postgres';
import type { Manner, Work } from './transaction.ts';

export type Sql = postgres.Sql<{ bigint: number }> & {
  /** As `begin`, in fewer round trips (see transaction.ts). */
  transaction<T>(work: Work<T>, manner?: Manner): Promise<T>;
};
export type Tx = postgres.TransactionSql<{ bigint: number }>;
/** Where a query may run: on the pool or inside a transaction. */
export type Db = Sql | Tx;
