import type { Db } from '@sagashop/chassis/postgres/sql';

/** Deletes at most so many actions that began so many days ago; answers how many. */
export async function deleteOldBulkActions(db: Db, days: number, most: number): Promise<number> {
  const rows = await db`
    delete from bulk_actions where id in (
      select id from bulk_actions where created_at < now() - ${days} * interval '1 day' and state <> 'running'
      order by id limit ${most}) returning id`;
  return rows.length;
}
