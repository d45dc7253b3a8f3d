import type { Db } from '@sagashop/chassis/postgres/sql';
import { type AuditCheck, MOST_FAILURES } from '@sagashop/vocabulary/audit-call';
import type { Static } from 'typebox';

/** When the audit log began in this database: what staff did before has no entries. */
export const logBegan = (db: Db) =>
  db`(select min(applied_at) from schema_migrations where name like '%-audit-log.sql')`;

/**
 * A service's check that changes of one kind have their entries, over rows (id, wrong): how many there are, and the first ids
 * of the wrong ones. One statement, so it is right whatever is changed meanwhile.
 */
export async function entryCheck(
  db: Db,
  what: string,
  judged: ReturnType<Db>,
): Promise<Static<typeof AuditCheck>> {
  const [row] = await db<Static<typeof AuditCheck>[]>`
    with judged as (${judged})
    select ${`audit log: every ${what} has its entry`}::text as name, count(*)::int as checked, coalesce((
      select json_agg(id) from (select distinct id from judged where wrong order by id limit ${MOST_FAILURES}) as named), '[]')
      as failures
    from judged`;
  return row!;
}
