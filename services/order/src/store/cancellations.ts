import { texts, uuids } from '@sagashop/chassis/postgres/arrays';
import type { Db, Tx } from '@sagashop/chassis/postgres/sql';
import type { Statement } from '@sagashop/saga/log-postgres';
import type { Order } from '../domain/order.ts';
import { orderColumns, orderColumnsWithShortages } from './orders.ts';

/** An order as a request to cancel it needs to know it. */
export interface Cancellable extends Order {
  cancelAsked: string | null;
}

/** How an order stands, and whether one of its sagas has not ended. */
export interface OrderProgress extends Order {
  inFlight: boolean;
}

/** When somebody asked for their own order to be cancelled, and why if they said so. */
interface CancelledByOwner {
  reason: string | null;
  at: Date;
}

/** Locks orders, by id, to cancel them. */
export async function lockToCancel(tx: Tx, ids: readonly string[]): Promise<Cancellable[]> {
  return tx<Cancellable[]>`
    select ${orderColumns(tx)}, cancel_asked
    from orders where id = any(${uuids(ids)}::uuid[]) order by id for update`;
}

/** The sagas of these orders that have not ended, by order. Sent behind the orders' lock, it sees what came before. */
export async function sagasInFlight(tx: Tx, ids: readonly string[]): Promise<Map<string, string>> {
  // Not `ended_at is null`: the index of the unfinished would be read whole, and may be long when a service is away.
  const rows = await tx<{ orderId: string; id: string }[]>`
    select order_id, id from sagas
    where order_id = any(${uuids(ids)}::uuid[]) and coalesce(ended_at, 'infinity') = 'infinity'`;
  return new Map(rows.map((row) => [row.orderId, row.id]));
}

/** Marks orders that this transaction has locked. The first request counts: a mark that is there stays. */
export async function markOrders(tx: Tx, marks: ReadonlyMap<string, string>): Promise<void> {
  await tx`
    update orders set cancel_asked = asked.reason
    from unnest(${uuids([...marks.keys()])}::uuid[], ${texts([...marks.values()])}::text[]) as asked (id, reason)
    where orders.id = asked.id and orders.cancel_asked is null`;
}

/** Keeps who asked for orders to be cancelled, and why: whoever asked first. */
export async function insertAsked(
  tx: Tx,
  asked: readonly { orderId: string; by: string; reason: string | null }[],
): Promise<void> {
  await tx`
    insert into cancellations (order_id, by_user, reason)
    select * from unnest(${uuids(asked.map((one) => one.orderId))}::uuid[],
      ${uuids(asked.map((one) => one.by))}::uuid[], ${texts(asked.map((one) => one.reason))}::text[])
    on conflict do nothing`;
}

/** Why customers have cancelled these orders of theirs, in their own words, by order. */
export async function ownReasons(db: Db, ids: readonly string[]): Promise<Map<string, CancelledByOwner>> {
  const rows = await db<(CancelledByOwner & { orderId: string })[]>`
    select order_id, cancellations.reason, at from cancellations join orders on orders.id = order_id
    where order_id = any(${uuids(ids)}::uuid[]) and by_user = user_id`;
  return new Map(rows.map(({ orderId, ...asked }) => [orderId, asked]));
}

/** Cancels confirmed orders that this transaction has locked, and takes their marks away. */
export function withdrawOrders(tx: Tx, reasons: ReadonlyMap<string, string>): Statement {
  return tx`
    update orders set status = 'cancelled', reason = withdrawn.reason, cancel_asked = null
    from unnest(${uuids([...reasons.keys()])}::uuid[], ${texts([...reasons.values()])}::text[]) as withdrawn (id, reason)
    where orders.id = withdrawn.id and orders.status = 'confirmed'`;
}

/** Takes the marks from locked orders that cannot be cancelled any more. */
export function unmarkOrders(tx: Tx, ids: readonly string[]): Statement {
  return tx`update orders set cancel_asked = null where id = any(${uuids(ids)}::uuid[])`;
}

/** Confirmed orders that somebody wants cancelled, and whose sagas have ended: at most so many, oldest first. */
export async function deferredCancellations(db: Db, most: number): Promise<string[]> {
  const rows = await db<{ id: string }[]>`
    select id from orders where cancel_asked is not null and status = 'confirmed'
      and not exists (select from sagas where order_id = orders.id and ended_at is null)
    order by id limit ${most}`;
  return rows.map((row) => row.id);
}

/** How these orders stand, by id. */
export async function progressOf(db: Db, ids: readonly string[]): Promise<Map<string, OrderProgress>> {
  const rows = await db<OrderProgress[]>`
    select ${orderColumnsWithShortages(db)},
      exists (select from sagas where order_id = orders.id and ended_at is null) as in_flight
    from orders where id = any(${uuids(ids)}::uuid[])`;
  return new Map(rows.map((row) => [row.id, row]));
}
