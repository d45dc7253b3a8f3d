import { plain, uuids } from '@sagashop/chassis/postgres/arrays';
import type { Db, Tx } from '@sagashop/chassis/postgres/sql';
import type { Statement } from '@sagashop/saga/log-postgres';
import type { Delivered, Return, ReturnState } from '../domain/return.ts';

const columns = (db: Db) => db`
  id, order_id, kind, state, lines::json as lines, exchange::json as exchange, agreed, exchanged, not_exchanged,
  exchanged_at, reason, photo_file is not null as photo, answer,
  by_user as by, created_at, approved_by, approved_at, come_by::text as come_by, reminded_at, refused_by, refused_at, receipt, amount, received_by, received_at,
  settled_at`;

/** The returns of these orders, the oldest first, by order. */
export async function returnsOf(db: Db, orders: readonly string[]): Promise<Map<string, Return[]>> {
  if (orders.length === 0) return new Map();
  const rows = await db<Return[]>`
    select ${columns(db)} from returns where order_id = any(${uuids(orders)}::uuid[]) order by order_id, id`;
  return Map.groupBy(rows, ({ orderId }) => orderId);
}

/** One return, of whichever order. */
export async function findReturn(db: Db, id: string): Promise<Return | undefined> {
  const [row] = await db<Return[]>`select ${columns(db)} from returns where id = ${id}`;
  return row;
}

/** Returns, the newest first: in one state, older than the id `before`, at most so many. */
export async function listReturns(
  db: Db,
  { state, before, limit }: { state: ReturnState | undefined; before: string | null; limit: number },
): Promise<Return[]> {
  return db<Return[]>`
    select ${columns(db)} from returns where true
      ${state === undefined ? db`` : db`and state = ${state}`} ${before === null ? db`` : db`and id < ${before}`}
    order by id desc limit ${limit}`;
}

/** Pieces of orders that were delivered, and until which day of the shop's zone they can be sent back. */
export async function deliveredOf(
  db: Db,
  order: string,
  { days, zone }: { days: number; zone: string },
): Promise<{ delivered: Delivered[]; today: string }> {
  const [row] = await db<{ delivered: Delivered[]; today: string }[]>`
    select (now() at time zone ${zone})::date::text as today, coalesce(json_agg(json_build_object('place', of.place,
      'quantity', of.quantity, 'until', ((act.received_at at time zone ${zone})::date + ${days}::int)::text)), '[]')
      as delivered
    from shipments as s join shipment_acts as act on act.shipment = s.id and act.act = 'delivery'
    cross join lateral json_to_recordset(s.lines::json) as of (place int, quantity int)
    where s.order_id = ${order} and s.state = 'delivered'`;
  return row!;
}

export type NewReturn = Pick<
  Return,
  'id' | 'orderId' | 'kind' | 'state' | 'lines' | 'exchange' | 'agreed' | 'reason' | 'by' | 'comeBy'
> & {
  photo: string | null;
};

/** Writes a return whose pieces were counted under the lock on its order. */
export async function insertReturn(tx: Tx, one: NewReturn): Promise<void> {
  const { id, orderId, kind, state, lines, exchange, agreed, reason, photo, by, comeBy } = one;
  const exchanged = exchange && 'waiting';
  await Promise.all([
    tx`insert into returns (id, order_id, kind, state, lines, exchange, agreed, exchanged, reason, photo_file, by_user,
        approved_at, come_by)
      values (${id}, ${orderId}, ${kind}, ${state}, ${JSON.stringify(lines)}, ${exchange && JSON.stringify(exchange)},
        ${agreed}, ${exchanged}, ${reason}, ${photo}, ${by}, case when ${state} = 'approved' then now() end, ${comeBy}::date)`,
    sayReturnStates(tx, [orderId]),
  ]);
}

type Decided = Pick<Return, 'id' | 'orderId' | 'answer'> & {
  state: 'approved' | 'refused';
  /** Nobody where its goods did not come in time. */
  by: string | null;
  comeBy: string | null;
};

/** Saves what was decided about a return of an order that is locked. */
export async function decideReturn(
  tx: Tx,
  { id, orderId, state, by, answer, comeBy }: Decided,
): Promise<void> {
  await Promise.all([
    state === 'approved'
      ? tx`update returns set state = 'approved', approved_by = ${by}, approved_at = now(), come_by = ${comeBy}::date
          where id = ${id}`
      : tx`update returns set state = 'refused', refused_by = ${by}, refused_at = now(), answer = ${answer}
          where id = ${id}`,
    sayReturnStates(tx, [orderId]),
  ]);
}

/** Saves what has come of a return of an order that is locked. */
export async function receiveReturn(
  tx: Tx,
  one: Pick<Return, 'id' | 'orderId' | 'lines'> & { receipt: string; amount: number; by: string },
): Promise<void> {
  const { id, orderId, lines, receipt, amount, by } = one;
  await Promise.all([
    tx`update returns set state = 'received', lines = ${JSON.stringify(lines)}, receipt = ${receipt}, amount = ${amount},
        received_by = ${by}, received_at = now()
      where id = ${id}`,
    sayReturnStates(tx, [orderId]),
  ]);
}

/** Notes that these returns are done with, by their receipts; one that was noted stays as it is. Their orders are locked. */
export function settleReturns(tx: Tx, receipts: readonly { order: string; id: string }[]): Statement[] {
  const orders = receipts.map(({ order }) => order);
  return [
    tx`update returns set state = 'settled', settled_at = now()
      from unnest(${uuids(orders)}::uuid[], ${uuids(receipts.map(({ id }) => id))}::uuid[]) as settled (order_id, receipt)
      where returns.order_id = settled.order_id and returns.receipt = settled.receipt and state = 'received'`,
    sayReturnStates(tx, orders),
  ];
}

/**
 * Says on orders how far their returns are: where somebody still has to do something. The only place that does. The statement
 * itself, which is sent behind the one that it is named after.
 */
const sayReturnStates = (tx: Tx, orders: readonly string[]) => tx`
  update orders set return_state = (
    select state from unnest(${plain(['asked', 'approved', 'received', 'settled'])}::text[]) with ordinality as word (state, nth)
    where exists (select from returns where order_id = orders.id and returns.state = word.state) order by nth limit 1)
  where id = any(${uuids(orders)}::uuid[])`;

/** Empties what customers have said and shown of returns of these orders, and what they were answered. */
export async function emptyReturns(db: Db, orders: readonly string[]): Promise<void> {
  await db`
    update returns set reason = null, photo_file = null, answer = null
    where order_id = any(${uuids(orders)}::uuid[]) and num_nonnulls(reason, photo_file, answer) > 0`;
}
