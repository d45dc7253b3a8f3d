import { uuids } from '@sagashop/chassis/postgres/arrays';
import type { Sql, Tx } from '@sagashop/chassis/postgres/sql';
import { among, type Newer } from '@sagashop/vocabulary/audit-call';
import type { OrderFact } from '../contract.ts';
import { type Found, found } from './found.ts';

interface Which {
  after?: string;
  orders?: string[];
  since?: string;
  limit: number;
}

/** What order knows of orders, by order id: each order with its lines and sagas as of one moment. */
export async function orderFacts(sql: Sql, which: Which): Promise<OrderFact[]> {
  const rows = await sql<OrderFact[]>`
    select id as order, user_id as user, status, reason, total, line.agreed, line.lines, coalesce(saga.sagas, '[]') as sagas, delivery_date as day,
      exists (select from delivery_moves where order_id = orders.id and not done) as moving,
      case when refunded is not null then (
        select json_agg(json_build_object('id', id, 'amount', amount, 'state', state, 'kind', kind) order by id)
        from refunds where order_id = orders.id) end as refunds,
      (select amount from documents where order_id = orders.id and refund is null) as invoiced,
      (select sum(amount)::bigint from documents where order_id = orders.id and refund is not null) as credited,
      goods, line.pieces, ${partsOfOrder(sql)} as parts, ${parcelsOfOrder(sql)} as shipments,
      ${returnsOfOrder(sql)} as returns,
      ${withdrawalsOfOrder(sql)} as withdrawals,
      cancel_asked is not null as cancelling
    from orders
    cross join lateral (
      select coalesce(sum(price * quantity), 0)::bigint as agreed,
        coalesce(json_agg(json_build_object('product', coalesce(variant_id, product_id), 'quantity', quantity)
          order by coalesce(variant_id, product_id)), '[]') as lines,
        json_agg(json_build_object('product', coalesce(variant_id, product_id), 'cancelled', coalesce(cancelled, 0),
          'shipped', coalesce(shipped, 0), 'delivered', coalesce(delivered, 0), 'returned', coalesce(returned, 0),
          'asked', coalesce(asked, 0), 'received', coalesce(received, 0)))
          filter (where coalesce(cancelled, shipped) is not null) as pieces
      from order_lines where order_id = orders.id) as line
    cross join lateral (
      select json_agg(json_build_object('id', id, 'name', definition, 'state', state, 'ended', ended_at is not null,
        'ageSeconds', extract(epoch from now() - started_at), 'overdueSeconds', extract(epoch from now() - deadline),
        'updatedAt', updated_at)) as sagas
      from sagas where order_id = orders.id) as saga
    where ${which.orders ? sql`id = any(${uuids(which.orders)}::uuid[])` : sql`true`}
      and ${which.after ? sql`id > ${which.after}` : sql`true`}
      and ${which.since ? sql`id >= ${which.since}` : sql`true`}
    order by id limit ${which.limit}`;
  return rows;
}

/** Cancelled parts with their pieces by what is stocked; null where there are none. */
const partsOfOrder = (sql: Sql) => sql`
  (select json_agg(json_build_object('id', part.id, 'amount', part.amount, 'settled', settled_at is not null, 'lines', (
      select json_agg(json_build_object('product', coalesce(variant_id, product_id), 'quantity', of.quantity)
        order by coalesce(variant_id, product_id))
      from json_to_recordset(part.lines::json) as of (place int, quantity int)
      join order_lines as l on l.order_id = part.order_id and l.line = of.place)) order by part.id)
    from cancelled_parts as part where part.order_id = orders.id)`;

/** Parcels with their pieces by what is stocked; null where there are none. */
const parcelsOfOrder = (sql: Sql) => sql`
  (select json_agg(json_build_object('id', s.id, 'state', s.state,
      'told', (select count(*)::int from shipment_acts where shipment = s.id and act <> 'packing'),
      'cause', (select id from shipment_acts where shipment = s.id and nth = s.nth and s.state = 'returned'),
      'lines', (select json_agg(json_build_object('product', coalesce(variant_id, product_id), 'quantity', of.quantity)
        order by coalesce(variant_id, product_id))
      from json_to_recordset(s.lines::json) as of (place int, quantity int)
      join order_lines as l on l.order_id = s.order_id and l.line = of.place)) order by s.id)
    from shipments as s where s.order_id = orders.id)`;

/** Returns with their pieces by what is stocked, and how often their customer was told of them; null where there are none. */
const returnsOfOrder = (sql: Sql) => sql`
  (select json_agg(json_build_object('id', r.id, 'kind', r.kind, 'state', r.state, 'receipt', receipt, 'amount', amount,
      'told', (r.kind = 'return')::int + (r.exchanged is not distinct from 'failed')::int + num_nonnulls(approved_at, reminded_at, refused_at, received_at),
      'lines', (select json_agg(json_build_object('product', coalesce(variant_id, product_id), 'quantity', of.quantity,
          'received', coalesce(of.received, 0), 'resellable', coalesce(of.resellable, 0))
        order by coalesce(variant_id, product_id))
      from json_to_recordset(r.lines::json) as of (place int, quantity int, received int, resellable int)
      join order_lines as l on l.order_id = r.order_id and l.line = of.place)) order by r.id)
    from returns as r where r.order_id = orders.id)`;

/** Withdrawals with what was cancelled for them, by what is stocked; null where there are none. */
const withdrawalsOfOrder = (sql: Sql) => sql`
  (select json_agg(json_build_object('id', w.id, 'state', w.state, 'whole', w.whole,
      'overdueSeconds', extract(epoch from now() - w.due_at), 'cancelled', ${stockedIn(sql, 'cancelled')},
      'returned', ${stockedIn(sql, 'returned')}) order by w.id)
    from withdrawals as w where w.order_id = orders.id)`;

/** Pieces that a column of a withdrawal names, by what is stocked. */
const stockedIn = (sql: Sql, column: 'cancelled' | 'returned') => sql`
  case when w.cancelled is not null then coalesce((
    select json_agg(json_build_object('product', coalesce(variant_id, product_id), 'quantity', of.quantity)
      order by coalesce(variant_id, product_id))
    from json_to_recordset(${sql(column)}::json) as of (place int, quantity int)
    join order_lines as l on l.order_id = w.order_id and l.line = of.place), '[]') end`;

/** Exchanges that are said to be ordered, or not, and are otherwise; orders in exchange for what nobody sent back. */
export function wrongExchanges(sql: Tx, newer: Newer): Promise<Found> {
  return found(
    sql,
    sql`
      select r.order_id as id, (r.exchanged = 'placed') <>
        coalesce(o.status <> 'pending' and (o.status <> 'cancelled' or o.answer_status = 201), false) as wrong
      from returns as r left join exchanges as e on e.return_id = r.id left join orders as o on o.id = e.order_id
      where r.exchanged in ('placed', 'failed') and ${among(sql, 'r.order_id', newer)}
      union all
      select o.id, r.state is distinct from 'settled' or r.user_id <> o.user_id
      from exchanges as e join orders as o on o.id = e.order_id left join (
        select returns.id, state, user_id from returns join orders on orders.id = order_id) as r on r.id = e.return_id
      where ${among(sql, 'o.id', newer)}`,
  );
}

/** When the transaction began, in ms since 1970: orders that are written later have larger ids, but for its length. */
export async function snapshotTime(tx: Tx): Promise<number> {
  const [row] = await tx<{ now: number }[]>`select (extract(epoch from now()) * 1000)::float8 as now`;
  return row!.now;
}

/** Orders whose sagas are there and which are not there themselves. */
export function lostOrders(sql: Tx, newer: Newer): Promise<Found> {
  return found(
    sql,
    sql`
      select order_id as id, orders.id is null as wrong
      from sagas left join orders on orders.id = order_id where ${among(sql, 'order_id', newer)}`,
  );
}

/** Orders whose total is not the sum of their lines, or whose saga is not there though they are pending. */
export function wrongOrders(sql: Tx, newer: Newer): Promise<Found> {
  return found(
    sql,
    sql`
      select id, total <> coalesce((select sum(price * quantity) from order_lines where order_id = orders.id), 0)
        or (status = 'pending' and not exists (select from sagas where order_id = orders.id)) as wrong
      from orders where ${among(sql, 'id', newer)}`,
  );
}

/** Orders of which more or less has gone back than their refunds say. */
export function wrongRefunds(sql: Tx, newer: Newer): Promise<Found> {
  return found(
    sql,
    sql`
      select coalesce(given.order_id, told.id) as id, given.amount is distinct from told.refunded as wrong
      from (
        select order_id, sum(amount)::bigint as amount from refunds
        where state in ('requested', 'settled') and ${among(sql, 'order_id', newer)} group by order_id) as given
      full join (
        select id, refunded from orders where refunded is not null and ${among(sql, 'id', newer)}) as told
        on told.id = given.order_id`,
  );
}

/** Orders of which a line gives back more money than was paid for it. Pieces whose money went back may come back themselves. */
export function overpaidLines(sql: Tx, newer: Newer): Promise<Found> {
  return found(
    sql,
    sql`
      select r.order_id as id,
        not coalesce(sum(back.amount) <= l.price * l.quantity, false) as wrong
      from refunds as r
      cross join json_to_recordset(r.lines::json) as back (place int, amount bigint)
      left join order_lines as l on l.order_id = r.order_id and l.line = back.place
      where r.lines is not null and r.state in ('requested', 'settled') and ${among(sql, 'r.order_id', newer)}
      group by r.order_id, back.place, l.quantity, l.price`,
  );
}

/**
 * Orders of which the list says something else than their own rows do. Those are looked at that it must have heard of: older
 * ones than it was last compared with, of which nothing goes on and no change waits.
 */
export function misleadingList(sql: Tx, newer: Newer): Promise<Found> {
  return found(
    sql,
    sql`
      select orders.id, l.id is null or (l.status, l.reason, l.total) is distinct from (orders.status, orders.reason, orders.total)
        or l.delivery_date <> coalesce(orders.delivery_date, 'infinity') as wrong
      from order_list_progress as progress
      join orders on orders.id >= progress.down_to and orders.id < progress.fed_to
      left join order_list as l on l.id = orders.id
      where ${among(sql, 'orders.id', newer)}
        and not exists (select from sagas where sagas.order_id = orders.id and ended_at is null)
        and not exists (select from order_list_changes as change where change.order_id = orders.id)`,
  );
}
