import type { Sql } from '@sagashop/chassis/postgres/sql';

const SIZE_KEPT = 10_000; // ms; it walks the database's files
const MOST = 10_000; // events that are counted

/** What a service's database says of itself when somebody looks: its size, and its outbox where it has one. */
export function databaseFigures(sql: Sql): () => Promise<Record<string, number>> {
  let hasOutbox: boolean | undefined;
  let size: { at: number; bytes: number } | undefined;
  return async () => {
    if (!size || performance.now() - size.at > SIZE_KEPT) {
      const [row] = await sql<{ bytes: number; outbox: boolean }[]>`
        select pg_database_size(current_database())::float8 as bytes, to_regclass('outbox') is not null as outbox`;
      hasOutbox = row!.outbox;
      size = { at: performance.now(), bytes: row!.bytes };
    }
    const bytes = { 'database.bytes': size.bytes };
    return hasOutbox ? { ...bytes, ...(await outboxFigures(sql)) } : bytes;
  };
}

async function outboxFigures(sql: Sql): Promise<Record<string, number>> {
  const [row] = await sql<{ events: number; age: number }[]>`
    select count(*)::int as events,
      coalesce(extract(epoch from clock_timestamp() - min(created_at)), 0)::float8 as age
    from (select created_at from outbox order by id limit ${MOST}) as waiting`;
  return { 'outbox.events': row!.events, 'outbox.age': Math.max(0, row!.age) };
}
