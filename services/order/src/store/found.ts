import type { Tx } from '@sagashop/chassis/postgres/sql';
import { MOST_FAILURES } from '@sagashop/vocabulary/audit-call';

/** What a check of the audit has found. */
export interface Found {
  checked: number;
  failures: string[];
}

/** Over rows (id, wrong): how many there are, and the first ids that are wrong. */
export async function found(sql: Tx, judged: ReturnType<Tx>): Promise<Found> {
  const [row] = await sql<Found[]>`
    with judged as (${judged})
    select count(*) as checked, coalesce(
      (select json_agg(id) from (select id from judged where wrong order by id limit ${MOST_FAILURES}) as named), '[]')
      as failures
    from judged`;
  return row!;
}
