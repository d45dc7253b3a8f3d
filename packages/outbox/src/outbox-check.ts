import type { Sql } from '@sagashop/chassis/postgres/sql';
import { MOST_FAILURES } from '@sagashop/vocabulary/audit-call';

const LATE = 60; // s; a relay looks five times a second

interface Looked {
  checked: number;
  failures: string[];
}

export interface CheckOptions {
  service: string;
  sql: Sql;
  /** Tells what waits, once; rejects when that does not go. */
  tellNow: () => Promise<void>;
}

/**
 * Checks that every event of an outbox is told within a minute, and names those that were not. What is late is told
 * first, once: rows of a backup are old before anybody could tell them.
 */
export async function outboxCheck({ service, sql, tellNow }: CheckOptions) {
  let looked = await look(sql);
  if (looked.failures.length > 0) {
    await tellNow().catch(() => {}); // then they are still there, and named
    looked = await look(sql);
  }
  return { name: `${service}: every event is told within a minute`, ...looked };
}

async function look(sql: Sql): Promise<Looked> {
  const [row] = await sql<Looked[]>`
    select (select count(*) from outbox)::int as checked, to_json(array(
      select id::text from outbox where created_at < clock_timestamp() - make_interval(secs => ${LATE})
      order by id limit ${MOST_FAILURES})) as failures`;
  return row!;
}
