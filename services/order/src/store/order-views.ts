import type { Db, Tx } from '@sagashop/chassis/postgres/sql';
import type { KeptList, OrderView } from '../domain/order-view.ts';

const columns = (db: Db) => db`id, list, owner, name, query, shared, position`;

/** The views of somebody, and those that are shared, in their order. */
export async function viewsFor(db: Db, owner: string, list: KeptList): Promise<OrderView[]> {
  return db<OrderView[]>`
    select ${columns(db)} from order_views
    where list = ${list} and (owner = ${owner} or shared) order by position, id`;
}

/** How many views somebody has, or how many are shared, and the last position among them. */
export async function countViews(
  db: Db,
  of: { owner: string } | 'shared',
  list: KeptList,
): Promise<{ many: number; last: number }> {
  const [row] = await db<{ many: number; last: number }[]>`
    select count(*)::int as many, coalesce(max(position), 0) as last from order_views
    where list = ${list} and ${of === 'shared' ? db`shared` : db`owner = ${of.owner} and not shared`}`;
  return row!;
}

/** Locks a view. */
export async function lockView(tx: Tx, id: string): Promise<OrderView | undefined> {
  const [view] = await tx<OrderView[]>`select ${columns(tx)} from order_views where id = ${id} for update`;
  return view;
}

export async function insertView(tx: Tx, view: OrderView): Promise<void> {
  const { id, list, owner, name, query, shared, position } = view;
  await tx`
    insert into order_views (id, list, owner, name, query, shared, position)
    values (${id}, ${list}, ${owner}, ${name}, ${JSON.stringify(query)}::text::jsonb, ${shared}, ${position})`;
}

/** Saves a view that is locked. */
export async function updateView(tx: Tx, view: OrderView): Promise<void> {
  const { id, name, query, shared, position } = view;
  await tx`
    update order_views set name = ${name}, query = ${JSON.stringify(query)}::text::jsonb, shared = ${shared},
      position = ${position}
    where id = ${id}`;
}

export async function deleteView(tx: Tx, id: string): Promise<void> {
  await tx`delete from order_views where id = ${id}`;
}

/** Whoever leaves takes their own views along; those that are shared stay, and are nobody's. */
export async function forgetViews(db: Db, owner: string): Promise<void> {
  await db`delete from order_views where owner = ${owner} and not shared`;
  await db`update order_views set owner = null where owner = ${owner}`;
}
