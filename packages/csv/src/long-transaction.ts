import type { Db, Sql, Tx } from '@sagashop/chassis/postgres/sql';

/**
 * One transaction for thousands of rows, which takes longer than those of requests may. It has a connection of the pool for
 * as long as that. Whatever it has not written when it fails, or its process dies, was never there.
 */
export async function longTransaction<T>(sql: Sql, work: (tx: Tx) => Promise<T>): Promise<T> {
  const connection = await sql.reserve();
  const db = connection as unknown as Tx;
  try {
    await db`begin`;
    await mayTake(db, '5min');
    const result = await work(db);
    await db`commit`;
    return result;
  } catch (error) {
    await db`rollback`.catch(() => {}); // there is none any more where the connection was lost
    throw error;
  } finally {
    connection.release();
  }
}

/** Gives the transaction that has just begun so long, in words of PostgreSQL; between two statements of it a minute. */
export async function mayTake(db: Db, time: string): Promise<void> {
  // The time of a request's transaction runs already, and is not made longer: it is ended first.
  await db`
    select set_config('transaction_timeout', '0', true), set_config('transaction_timeout', ${time}, true),
      set_config('idle_in_transaction_session_timeout', '60s', true)`;
}
