import { uuids } from '@sagashop/chassis/postgres/arrays';
import type { Db, Tx } from '@sagashop/chassis/postgres/sql';
import { emptyReturns } from './returns.ts';
import { emptyActs } from './shipments.ts';

/**
 * Which of these users are leaving the shop. Until the transaction ends nobody else starts to leave: the table's
 * lock that comes with `for key share` and the one of `addDepartingUser` exclude each other.
 */
export async function departingAmong(tx: Tx, users: readonly string[]): Promise<Set<string>> {
  const rows = await tx<{ userId: string }[]>`
    select user_id from leavers where user_id = any(${uuids(users)}::uuid[]) for key share`;
  return new Set(rows.map((row) => row.userId));
}

/** As `departingAmong`, for the customers of these orders. */
export async function departingCustomers(tx: Tx, orders: readonly string[]): Promise<Set<string>> {
  const rows = await tx<{ userId: string }[]>`
    select user_id from leavers
    where user_id = any(array(select user_id from orders where id = any(${uuids(orders)}::uuid[]))) for key share`;
  return new Set(rows.map((row) => row.userId));
}

/** Notes that a user leaves, once every batch of new orders that is under way has been committed. */
export async function addDepartingUser(tx: Tx, user: string, run: string): Promise<void> {
  await tx`lock table leavers in exclusive mode`;
  await tx`
    insert into leavers (user_id, run) values (${user}, ${run})
    on conflict (user_id) do update set run = excluded.run where leavers.run <= excluded.run`;
}

/** Lets a user order again whom this run of a departure, or one before it, had noted. */
export async function removeDepartingUser(db: Db, user: string, run: string): Promise<void> {
  await db`delete from leavers where user_id = ${user} and run <= ${run}`;
}

/** Which of these users there are orders of, in their order. */
export async function haveOrders(db: Db, users: readonly string[]): Promise<boolean[]> {
  const rows = await db<{ there: boolean }[]>`
    select exists (select from orders where user_id = asked.id) as there
    from unnest(${uuids(users)}::uuid[]) with ordinality as asked (id, place) order by place`;
  return rows.map(({ there }) => there);
}

/** Whether a saga of the user's orders has not ended, one has still to be cancelled, comes back in part, or was withdrawn from. */
export async function hasInFlight(db: Db, user: string): Promise<boolean> {
  const rows = await db`
    select from sagas join orders on orders.id = sagas.order_id
    where sagas.ended_at is null and orders.user_id = ${user}
    union all
    select from orders
    where cancel_asked is not null and status in ('pending', 'confirmed') and user_id = ${user}
    union all
    select from returns join orders on orders.id = returns.order_id
    where (returns.state in ('asked', 'approved') or (returns.state in ('received', 'settled') and exchanged = 'waiting'))
      and orders.user_id = ${user}
    union all
    select from withdrawals join orders on orders.id = order_id
    where (state = 'confirmed' or under_way is not null) and status <> 'cancelled' and user_id = ${user}
    limit 1`;
  return rows.length > 0;
}

/**
 * Empties the recipients of a user's next orders after an order's id, at most so many, and what was said about these
 * orders; answers the last id, or null when there are no more.
 */
export async function emptyRecipients(
  db: Db,
  which: { user: string; after: string | null; most: number },
): Promise<string | null> {
  const { user, after, most } = which;
  const rows = await db<{ id: string }[]>`
    select id from orders where user_id = ${user} and ${after === null ? db`true` : db`id > ${after}`}
    order by id limit ${most}`;
  const orders = rows.map((row) => row.id);
  const ids = uuids(orders);
  // Sorted: a departure that was taken over may be under way twice.
  await db`
    update recipients set name = '', email = '', address = null, phone = null where order_id in (
      select order_id from recipients where order_id = any(${ids}::uuid[]) order by order_id for update)`;
  await db`delete from order_notes where order_id = any(${ids}::uuid[])`;
  await db`update cancellations set reason = null where order_id = any(${ids}::uuid[]) and reason is not null`;
  await db`update cancelled_parts set reason = null where order_id = any(${ids}::uuid[]) and reason is not null`;
  await db`
    update refunds set reason = null where order_id = any(${ids}::uuid[]) and kind is not null and reason is not null`;
  await db`update withdrawals set name = null where order_id = any(${ids}::uuid[]) and name is not null`;
  await emptyActs(db, orders);
  await emptyReturns(db, orders);
  return orders.at(-1) ?? null;
}
