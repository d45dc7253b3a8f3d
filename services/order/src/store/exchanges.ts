import { uuids } from '@sagashop/chassis/postgres/arrays';
import type { Db, Tx } from '@sagashop/chassis/postgres/sql';
import { newId } from '@sagashop/kernel/ids';
import type { Exchange } from '../domain/exchange.ts';
import type { Order } from '../domain/order.ts';
import type { Return } from '../domain/return.ts';
import { orderColumns } from './orders.ts';

/** Exchanges by which these orders were placed, or for returns of which others were. */
export async function exchangesOf(db: Db, orders: readonly string[]): Promise<Exchange[]> {
  if (orders.length === 0) return [];
  const ids = uuids(orders);
  return db<Exchange[]>`
    select e.order_id, e.return_id, r.order_id as of_order, old.number as of_number, new.number
    from (
      select order_id, return_id from exchanges where order_id = any(${ids}::uuid[])
      union
      select exchanges.order_id, return_id from returns join exchanges on return_id = returns.id
      where returns.order_id = any(${ids}::uuid[])) as e
    join returns as r on r.id = e.return_id join orders as old on old.id = r.order_id
    left join orders as new on new.id = e.order_id`;
}

/**
 * Takes returns that are settled and whose exchange waits, for so many seconds, at most so many, the oldest first; whoever else
 * does passes them by.
 */
export async function leaseExchanges(
  db: Db,
  { most, seconds }: { most: number; seconds: number },
): Promise<Pick<Return, 'id' | 'orderId'>[]> {
  return db<Pick<Return, 'id' | 'orderId'>[]>`
    update returns set lease_until = now() + ${seconds} * interval '1 second'
    where id in (
      select id from returns where exchanged = 'waiting' and state = 'settled' and lease_until < now()
      order by id limit ${most} for update skip locked)
    returning id, order_id`;
}

/** The order that was placed for a return; undefined where none is. */
export async function orderInExchange(db: Db, returnId: string): Promise<Order | undefined> {
  const [order] = await db<Order[]>`
    select ${orderColumns(db)} from exchanges join orders on orders.id = exchanges.order_id where return_id = ${returnId}`;
  return order;
}

/** The id of the order to be for a return, which stays the same. Its order is locked. */
export async function reserveExchange(tx: Tx, returnId: string): Promise<string> {
  const [clock] = await tx<{ now: number }[]>`select (extract(epoch from now()) * 1000)::float8 as now`;
  const fresh = newId(Math.trunc(clock!.now));
  await tx`insert into exchanges (order_id, return_id) values (${fresh}, ${returnId}) on conflict do nothing`;
  const [kept] = await tx<{ orderId: string }[]>`
    select order_id from exchanges where return_id = ${returnId}`;
  return kept!.orderId;
}

/** Notes what an exchange has come to, once; its order is locked. */
export async function saveExchanged(
  tx: Tx,
  id: string,
  outcome: { exchanged: 'placed' } | { exchanged: 'failed'; reason: string },
): Promise<void> {
  const reason = 'reason' in outcome ? outcome.reason : null;
  await tx`
    update returns set exchanged = ${outcome.exchanged}, not_exchanged = ${reason}, exchanged_at = now()
    where id = ${id} and exchanged = 'waiting'`;
}

/** Forgets an order to be that is never placed. */
export async function dropExchange(tx: Tx, returnId: string): Promise<void> {
  await tx`
    delete from exchanges where return_id = ${returnId}
      and not exists (select from orders where orders.id = exchanges.order_id)`;
}
