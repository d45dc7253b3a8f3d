import { ints, plain, texts, uuids } from '@sagashop/chassis/postgres/arrays';
import type { Db, Tx } from '@sagashop/chassis/postgres/sql';
import type { Statement } from '@sagashop/saga/log-postgres';
import type { GoodsState, Line, LineCounts, Order, Status } from '../domain/order.ts';
import type { Recipient } from '../domain/receipt.ts';
import { PLACE } from './keys.ts';

/** What the request that placed an order was answered: a status and the bytes of a JSON body. */
export interface Answer {
  status: number;
  response: string;
}

export type NewOrder = Order & {
  lines: Line[];
  recipient: Recipient;
  idempotencyKey: string;
  /** Only for an order that is refused at once. */
  answer: Answer | null;
};

/** The columns of an Order, but for what was short. */
export const orderColumns = (db: Db) => db`
  orders.id, number, user_id, status, reason, total, language, delivery_date, orders.created_at,
  refunded, goods, return_state, answer_status is not distinct from 201 as was_confirmed`;

/**
 * As `orderColumns`, with what was short. That stands in the answer that the customer was given, and is read from there:
 * so the order cannot say anything else.
 */
export const orderColumnsWithShortages = (db: Db) => db`
  ${orderColumns(db)}, case when reason = 'out_of_stock' then answer::jsonb -> 'shortages' end as shortages`;

/** Takes as many order numbers as are needed, with the time that the orders are made at. */
export async function nextNumbers(tx: Tx, count: number): Promise<{ number: number; at: Date }[]> {
  return tx`select nextval('order_numbers') as number, now() as at from generate_series(1, ${count}::int)`;
}

/** Inserts orders with their lines and recipients; those that are there already are left as they are. */
export async function insertOrders(tx: Tx, orders: readonly NewOrder[]): Promise<void> {
  const lines = orders.flatMap((order) => order.lines.map((line, at) => ({ ...line, at, order: order.id })));
  await Promise.all([
    tx`insert into orders (id, number, user_id, status, reason, total, language, delivery_date,
        idempotency_key, created_at, answer_status, answer)
      select * from unnest(${uuids(orders.map((order) => order.id))}::uuid[],
        ${ints(orders.map((order) => order.number))}::bigint[], ${uuids(orders.map((order) => order.userId))}::uuid[],
        ${plain(orders.map((order) => order.status))}::text[], ${plain(orders.map((order) => order.reason))}::text[],
        ${ints(orders.map((order) => order.total))}::bigint[], ${plain(orders.map((order) => order.language))}::text[],
        ${plain(orders.map((order) => order.deliveryDate))}::date[],
        ${texts(orders.map((order) => order.idempotencyKey))}::text[],
        ${plain(orders.map((order) => order.createdAt.toISOString()))}::timestamptz[],
        ${ints(orders.map((order) => order.answer?.status ?? null))}::smallint[],
        ${texts(orders.map((order) => order.answer?.response ?? null))}::text[])
      on conflict do nothing`,
    tx`insert into order_lines (order_id, line, product_id, name, quantity, price, variant_id)
      select * from unnest(${uuids(lines.map((line) => line.order))}::uuid[],
        ${ints(lines.map((line) => line.at))}::smallint[], ${uuids(lines.map((line) => line.productId))}::uuid[],
        ${texts(lines.map((line) => line.name))}::text[], ${ints(lines.map((line) => line.quantity))}::int[],
        ${ints(lines.map((line) => line.price))}::bigint[],
        ${uuids(lines.map((line) => line.variantId ?? null))}::uuid[])
      on conflict do nothing`,
    tx`insert into recipients (order_id, name, email, address, phone)
      select * from unnest(${uuids(orders.map((order) => order.id))}::uuid[],
        ${texts(orders.map((order) => order.recipient.name))}::text[],
        ${texts(orders.map((order) => order.recipient.email))}::text[],
        ${texts(orders.map((order) => order.recipient.address))}::text[],
        ${texts(orders.map((order) => order.recipient.phone))}::text[])
      on conflict do nothing`,
  ]);
}

/** What a decision needs to know of an order's row: little, since it is read for every order. */
export interface LockedOrder {
  id: string;
  status: Status;
  reason: string | null;
  cancelAsked: string | null;
  /** Null while nothing has left the shop. */
  goods: GoodsState | null;
}

/** Locks orders, by id, for a decision about them. */
export async function lockOrders(tx: Tx, ids: readonly string[]): Promise<LockedOrder[]> {
  return tx`
    select id, status, reason, cancel_asked, goods from orders
    where id = any(${uuids(ids)}::uuid[]) order by id for update`;
}

/** Orders by their ids, in no order. */
export async function ordersOf(db: Db, ids: readonly string[]): Promise<Order[]> {
  if (ids.length === 0) return [];
  return db`
    select ${orderColumnsWithShortages(db)} from orders where id = any(${uuids(ids)}::uuid[])`;
}

/**
 * Saves what a decision made of orders that this transaction has locked, with their answers. Only pending ones
 * change, and their marks are taken away.
 */
export function settleOrders(tx: Tx, orders: readonly (Order & { answer: Answer })[]): Statement {
  return tx`
    update orders set status = decided.status, reason = decided.reason, delivery_date = decided.delivery_date,
      answer_status = decided.answer_status, answer = decided.answer, cancel_asked = null
    from unnest(${uuids(orders.map((order) => order.id))}::uuid[], ${plain(orders.map((order) => order.status))}::text[],
      ${texts(orders.map((order) => order.reason))}::text[],
      ${plain(orders.map((order) => order.deliveryDate))}::date[],
      ${ints(orders.map((order) => order.answer.status))}::smallint[],
      ${texts(orders.map((order) => order.answer.response))}::text[])
      as decided (id, status, reason, delivery_date, answer_status, answer)
    where orders.id = decided.id and orders.status = 'pending'`;
}

/** What has become of a line's pieces; null while nothing has. */
export const lineCounts = (db: Db) => db`
  case when coalesce(cancelled, shipped) is not null then json_build_object(
    'cancelled', coalesce(cancelled, 0), 'shipped', coalesce(shipped, 0),
    'delivered', coalesce(delivered, 0), 'returned', coalesce(returned, 0),
    'asked', coalesce(asked, 0), 'received', coalesce(received, 0)) end`;

/** The lines of orders, by order id, each in their order. */
export async function linesOf(db: Db, ids: readonly string[]): Promise<Map<string, Line[]>> {
  const lines = new Map<string, Line[]>(ids.map((id) => [id, []]));
  if (ids.length === 0) return lines;
  type Row = Omit<Line, 'variantId' | 'counts'> & { variantId: string | null; counts: LineCounts | null };
  const rows = await db<(Row & { orderId: string })[]>`
    select order_id, product_id, variant_id, name, quantity, price, ${lineCounts(db)} as counts from order_lines
    where order_id = any(${uuids(ids)}::uuid[]) order by order_id, line`;
  for (const { orderId, variantId, counts, ...line } of rows)
    lines.get(orderId)?.push({ ...line, ...(variantId && { variantId }), ...(counts && { counts }) });
  return lines;
}

/** One order, of one owner unless `owner` is null. */
export async function findOrder(
  db: Db,
  id: string,
  owner: string | null,
): Promise<(Order & { cancelAsked: string | null }) | undefined> {
  const rows = await db<(Order & { cancelAsked: string | null })[]>`
    select ${orderColumnsWithShortages(db)}, cancel_asked from orders where id = ${id} and (${owner}::uuid is null or user_id = ${owner})`;
  return rows[0];
}

/** The order of a number, with the e-mail address that it was placed with; that is empty once its customer has left. */
export async function findOrderByNumber(
  db: Db,
  number: string,
): Promise<{ order: Order & { cancelAsked: string | null }; email: string } | undefined> {
  const [found] = await db<(Order & { cancelAsked: string | null; email: string })[]>`
    select ${orderColumns(db)}, cancel_asked, email
    from orders join recipients on order_id = orders.id where number = ${number}::text::bigint`;
  if (!found) return undefined;
  const { email, ...order } = found;
  return { order, email };
}

interface OrdersWanted {
  owner: string | null;
  before: string | null;
  key: string | null;
  ids: readonly string[] | null;
  limit: number;
}

/**
 * Orders newest first, of one owner unless `owner` is null, older than `before` where it is given; with a `key` the one
 * that its owner placed under this Idempotency-Key, with `ids` those of them alone.
 */
export async function listOrders(db: Db, query: OrdersWanted): Promise<Order[]> {
  const { owner, before, key, ids, limit } = query;
  return db<Order[]>`
    select ${orderColumnsWithShortages(db)} from orders
    where ${owner === null ? db`true` : db`user_id = ${owner}`} and ${before === null ? db`true` : db`id < ${before}`}
      and ${key === null ? db`true` : db`id = ${placedUnder(db, owner, key)}`}
      and ${ids === null ? db`true` : db`id = any(${uuids(ids)}::uuid[])`}
    order by id desc limit ${limit}`;
}

const placedUnder = (db: Db, caller: string | null, key: string) => db`
  (select subject from idempotency_keys where caller = ${caller} and route = ${PLACE} and key = ${key})`;
