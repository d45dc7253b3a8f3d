import type { Db } from '@sagashop/chassis/postgres/sql';
import type { BulkAction } from '../domain/bulk.ts';
import { bulkColumns } from './bulk-actions.ts';

/** Takes the oldest running action that no process is at, for so many seconds. */
export async function leaseBulkAction(db: Db, seconds: number): Promise<BulkAction | undefined> {
  const [row] = await db<BulkAction[]>`
    update bulk_actions set lease_until = now() + ${seconds} * interval '1 second'
    where id = (select id from bulk_actions where state = 'running' and lease_until < now()
      order by id limit 1 for update skip locked)
    returning ${bulkColumns(db)}`;
  return row;
}

/** Lets any process go on with an action, in so many seconds. */
export async function giveUpLease(db: Db, id: string, seconds: number): Promise<void> {
  await db`update bulk_actions set lease_until = now() + ${seconds} * interval '1 second' where id = ${id}`;
}
