import type { Db } from '@sagashop/chassis/postgres/sql';

/** Who asked for an order to be cancelled. */
export interface AskedCancellation {
  by: string;
  reason: string | null;
  at: Date;
}

/** What staff have changed of an order in this service, as the audit log has it. */
export interface LoggedChange {
  id: string;
  at: Date;
  actor: string;
  action: string;
  before: Record<string, unknown>;
  after: Record<string, unknown>;
  reason: string | null;
}

/** Who asked for an order to be cancelled first; undefined where nobody did, or the release before wrote it. */
export async function cancellationOf(db: Db, order: string): Promise<AskedCancellation | undefined> {
  const [asked] = await db<AskedCancellation[]>`
    select by_user as by, reason, at from cancellations where order_id = ${order}`;
  return asked;
}

/** The audit log's entries about an order, the oldest first. */
export async function loggedChanges(db: Db, order: string): Promise<LoggedChange[]> {
  return db<LoggedChange[]>`
    select id, at, actor, action, before, after, reason from audit_log
    where subject = ${`order:${order}`} order by at, id limit 1000`;
}

/**
 * Another text whenever a row of an order has changed: its own, its sagas', what was written on it, where it is
 * delivered. It is made of the rows' versions, so that nothing has to be written for it. Undefined without an order.
 */
export async function markOfOrder(db: Db, order: string): Promise<string | undefined> {
  const [found] = await db<{ mark: string }[]>`
    select md5(concat_ws(' ', orders.xmin,
      (select string_agg(concat(xmin, state), ' ' order by id) from sagas where order_id = orders.id),
      (select string_agg(xmin::text, ' ' order by id) from refunds where order_id = orders.id),
      (select string_agg(xmin::text, ' ' order by id) from cancelled_parts where order_id = orders.id),
      (select string_agg(xmin::text, ' ' order by id) from returns where order_id = orders.id),
      (select string_agg(xmin::text, ' ' order by id) from withdrawals where order_id = orders.id),
      (select string_agg(concat(id, xmin), ' ' order by id) from order_notes where order_id = orders.id),
      (select xmin::text from delivery_moves where order_id = orders.id))) as mark
    from orders where id = ${order}`;
  return found?.mark;
}
