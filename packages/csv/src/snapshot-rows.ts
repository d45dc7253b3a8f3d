import type { Db, Sql } from '@sagashop/chassis/postgres/sql';
import { mayTake } from './long-transaction.ts';

const AT_ONCE = 2000; // rows

const nothing = (db: Db) => db`select`;

/**
 * The rows of a query, as of one moment however long the reading takes, and few at a time however many there are. It takes
 * a connection of the pool for as long as that, and locks nothing. Whoever stops reading ends it; whoever reads nothing for
 * a minute, or takes half an hour in all, is cut off, since the database cannot clean up behind a snapshot.
 */
export async function* snapshotRows<R extends object>(
  sql: Sql,
  query: (db: Db) => ReturnType<Db> | ReturnType<typeof nothing>,
): AsyncGenerator<R> {
  const connection = await sql.reserve();
  const db = connection as unknown as Db;
  try {
    await db`begin isolation level repeatable read read only`;
    await mayTake(db, '30min');
    await db`declare rows no scroll cursor for ${query(db)}`;
    for (;;) {
      const rows = await db<R[]>`fetch ${db.unsafe(String(AT_ONCE))} from rows`;
      yield* rows;
      if (rows.length < AT_ONCE) return;
    }
  } finally {
    await db`rollback`.catch(() => {}); // there is none any more where the connection was lost
    connection.release();
  }
}
