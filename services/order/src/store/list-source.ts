import { uuids } from '@sagashop/chassis/postgres/arrays';
import type { Db, Tx } from '@sagashop/chassis/postgres/sql';
import type { ListRow } from '../domain/list-row.ts';
import type { Order } from '../domain/order.ts';

/** What the state of an order's money follows from. */
type Standing = 'status' | 'total' | 'refunded' | 'wasConfirmed' | 'goods';

/** All that the list is made of, of one order. */
export interface ListSource extends Pick<Order, Standing | 'id' | 'userId' | 'reason' | 'deliveryDate'> {
  products: string[];
  /** To whom its delivery went after it had been booked. */
  movedTo: string | null;
  sagas: { definition: string; data: string }[];
  recipient: ListRow['recipient'];
}

const source = (db: Db) => db`
  orders.id, user_id, status, reason, total, delivery_date, refunded, goods,
  answer_status is not distinct from 201 as was_confirmed,
  (select courier from delivery_moves where order_id = orders.id) as moved_to,
  (select json_agg(distinct product_id) from order_lines where order_id = orders.id) as products,
  (select coalesce(json_agg(json_build_object('definition', definition, 'data', data) order by started_at, id), '[]')
    from sagas where order_id = orders.id) as sagas,
  (select json_build_object('name', name, 'email', email, 'phone', phone)
    from recipients where order_id = orders.id and email <> '') as recipient`;

/** What the rows of these orders are made of. */
export async function listSourceOf(db: Db, ids: readonly string[]): Promise<ListSource[]> {
  return db<ListSource[]>`select ${source(db)} from orders where id = any(${uuids(ids)}::uuid[])`;
}

/** The same of the newest orders in a range of ids, at most so many. */
export async function listSourceIn(
  db: Db,
  { from, before, most }: { from: string; before: string; most: number },
): Promise<ListSource[]> {
  return db<ListSource[]>`
    select ${source(db)} from orders where id >= ${from} and id < ${before} order by id desc limit ${most}`;
}

/** The id of the order that is so many orders before an id; undefined when there are not so many. */
export async function orderBefore(db: Db, before: string, many: number): Promise<string | undefined> {
  const [row] = await db<{ id: string }[]>`
    select id from orders where id < ${before} order by id desc offset ${many - 1} limit 1`;
  return row?.id;
}

/** Orders in a range of ids that the list does not have, and those that are pending there and nowhere else. At most so many. */
export async function unlistedOrders(
  db: Db,
  { from, to, most }: { from: string; to: string; most: number },
): Promise<string[]> {
  const rows = await db<{ id: string }[]>`
    (select orders.id from orders where orders.id >= ${from} and orders.id < ${to}
      and not exists (select from order_list as l where l.id = orders.id) order by id limit ${most})
    union all
    (select l.id from order_list as l join orders on orders.id = l.id
      where l.status = 'pending' and orders.status <> 'pending' and l.id < ${to} limit ${most})`;
  return rows.map((row) => row.id);
}

interface Change {
  orderId: string;
}

/** Whether there is a change that the list has yet to hear of. */
export async function hasChanges(db: Db): Promise<boolean> {
  return (await db`select from order_list_changes limit 1`).length > 0;
}

/** Changes of orders that the list has yet to hear of, the oldest first. */
export async function takeChanges(tx: Tx, most: number): Promise<Change[]> {
  return tx<Change[]>`
    delete from order_list_changes where seq in (select seq from order_list_changes order by seq limit ${most})
    returning order_id`;
}

/** Has the list look again at orders of which something changed that their own rows do not tell. */
export async function noteListChanges(tx: Tx, orders: readonly string[]): Promise<void> {
  await tx`insert into order_list_changes (order_id) select * from unnest(${uuids(orders)}::uuid[])`;
}
