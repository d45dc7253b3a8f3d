import { uuids } from '@sagashop/chassis/arrays';
import { MOST_FAILURES } from '@sagashop/chassis/audit';
import type { Sql, Tx } from '@sagashop/chassis/postgres';
import type { Static } from 'typebox';
import type { OrderFact } from '../contract.ts';

interface Which {
  after?: string;
  orders?: string[];
  since?: string;
  limit: number;
}

/** What order knows of orders, by order id: each order with its lines and sagas as of one moment. */
export async function orderFacts(sql: Sql, which: Which): Promise<Static<typeof OrderFact>[]> {
  const rows = await sql<Static<typeof OrderFact>[]>`
    select id as order, user_id as user, status, reason, total, line.agreed, line.lines, coalesce(saga.sagas, '[]') as sagas
    from orders
    cross join lateral (
      select coalesce(sum(price * quantity), 0)::bigint as agreed,
        coalesce(json_agg(json_build_object('product', product_id, 'quantity', quantity) order by product_id), '[]') as lines
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

interface Newer {
  since?: string;
  orders?: string[];
}

interface Found {
  checked: number;
  failures: string[];
}

/** Whether the order in this column is to be looked at: with `since` a newer one, or one of those named. */
function among(sql: Tx, column: string, { since, orders = [] }: Newer) {
  if (since === undefined) return sql`true`;
  return sql`(${sql(column)} >= ${since} or ${sql(column)} = any(${uuids(orders)}::uuid[]))`;
}

/** Orders whose sagas are there and which are not there themselves. */
export async function lostOrders(sql: Tx, newer: Newer): Promise<Found> {
  const [row] = await sql<Found[]>`
    with judged as (
      select order_id, orders.id is null as wrong
      from sagas left join orders on orders.id = order_id where ${among(sql, 'order_id', newer)})
    select count(*) as checked, coalesce(
      (select json_agg(order_id) from (
        select order_id from judged where wrong order by order_id limit ${MOST_FAILURES}) as named), '[]')
      as failures
    from judged`;
  return row!;
}

/** Orders whose total is not the sum of their lines, or whose saga is not there though they are pending. */
export async function wrongOrders(sql: Tx, newer: Newer): Promise<Found> {
  const [row] = await sql<Found[]>`
    with judged as (
      select id, total <> coalesce((select sum(price * quantity) from order_lines where order_id = orders.id), 0)
        or (status = 'pending' and not exists (select from sagas where order_id = orders.id)) as wrong
      from orders where ${among(sql, 'id', newer)})
    select count(*) as checked, coalesce(
      (select json_agg(id) from (select id from judged where wrong order by id limit ${MOST_FAILURES}) as named), '[]')
      as failures
    from judged`;
  return row!;
}
