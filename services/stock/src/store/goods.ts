import { ints, plain, texts, uuids } from '@sagashop/chassis/postgres/arrays';
import type { Db, Tx } from '@sagashop/chassis/postgres/sql';
import type { Goods, OwnedGoods } from '../domain/goods.ts';

const columns = (db: Db) =>
  db`product_id, on_hand, reserved, availability, on_hand - reserved as was, on_hand as had, threshold`;

/** The same with the product that it is a variant of, and its place: orders read neither. */
const owned = (db: Db) =>
  db`${columns(db)}, place, (select v.product_id from variants v where v.id = goods.product_id) as variant_of`;

/** What is stocked by an id, or undefined for what was never opened. */
export async function findGoods(db: Db, id: string): Promise<OwnedGoods | undefined> {
  const [goods] = await db<OwnedGoods[]>`
    select ${owned(db)} from goods where product_id = ${id}`;
  return goods;
}

/**
 * Locks products, sorted: those given, those set aside for these orders, and those that `returns` among them
 * bring back; the reservations are locked already. One statement for all, so that it can be sent without
 * waiting for the reservations to arrive.
 */
export async function lockGoods(
  tx: Tx,
  productIds: readonly string[],
  orderIds: readonly string[] = [],
  returns: readonly string[] = [],
): Promise<Goods[]> {
  return tx<Goods[]>`
    select ${columns(tx)} from goods
    where product_id = any(${uuids(productIds)}::uuid[] || array(
      select distinct unnest(product_ids) from reservations
      where order_id = any(${uuids(orderIds)}::uuid[]) and state = 'reserved')
      ${returns.length > 0 ? takenFor(tx, returns) : tx``})
    order by product_id for update`;
}

function takenFor(tx: Tx, orderIds: readonly string[]) {
  return tx`|| array(
      select distinct unnest(product_ids) from reservations
      where order_id = any(${uuids(orderIds)}::uuid[]) and state = 'taken')`;
}

/** Saves products that are locked; sorted by the caller. */
export async function saveGoods(tx: Tx, goods: readonly Goods[]): Promise<void> {
  await tx`
    update goods set on_hand = changed.on_hand, reserved = changed.reserved, availability = changed.availability
    from unnest(${uuids(goods.map((row) => row.productId))}::uuid[], ${ints(goods.map((row) => row.onHand))}::int[],
      ${ints(goods.map((row) => row.reserved))}::int[], ${plain(goods.map((row) => row.availability))}::text[])
      as changed (product_id, on_hand, reserved, availability)
    where goods.product_id = changed.product_id`;
}

/** Opens products with nothing on hand; those that are there stay as they are. */
export async function insertGoods(db: Db, productIds: readonly string[]): Promise<void> {
  await db`
    insert into goods (product_id) select distinct unnest(${uuids(productIds)}::uuid[]) as id order by id
    on conflict do nothing`;
}

/** Sets from how many on hand on a locked product is low; null: never. */
export async function saveThreshold(tx: Tx, productId: string, threshold: number | null): Promise<void> {
  await tx`update goods set threshold = ${threshold} where product_id = ${productId}`;
}

/** Says where on the shelves a locked product lies; null: nowhere that anybody knows of. */
export async function savePlace(tx: Tx, productId: string, place: string | null): Promise<void> {
  await tx`update goods set place = ${place} where product_id = ${productId}`;
}

/** Where these lie, of those whose place somebody has said. */
export function findPlaces(db: Db, ids: readonly string[]): Promise<{ id: string; place: string }[]> {
  return db`
    select product_id as id, place from goods
    where product_id = any(${uuids(ids)}::uuid[]) and place is not null`;
}

/** The same by their ids. */
export async function placesIn(db: Db, ids: readonly string[]): Promise<Map<string, string>> {
  return new Map((await findPlaces(db, ids)).map(({ id, place }) => [id, place]));
}

/** Says of many where they lie; null: nowhere that anybody knows of. */
export async function savePlaces(tx: Tx, places: ReadonlyMap<string, string | null>): Promise<void> {
  await tx`
    update goods set place = n.place
    from unnest(${uuids([...places.keys()])}::uuid[], ${texts([...places.values()])}::text[]) as n (product_id, place)
    where goods.product_id = n.product_id`;
}

/** Sets of many from how many on hand on they are low; null: never. */
export async function saveThresholds(tx: Tx, thresholds: ReadonlyMap<string, number | null>): Promise<void> {
  await tx`
    update goods set threshold = n.threshold
    from unnest(${uuids([...thresholds.keys()])}::uuid[], ${ints([...thresholds.values()])}::int[])
      as n (product_id, threshold)
    where goods.product_id = n.product_id`;
}

/** The stock of products, of those that are there. */
export function findManyGoods(db: Db, productIds: readonly string[]): Promise<Goods[]> {
  return db<Goods[]>`
    select ${columns(db)} from goods where product_id = any(${uuids(productIds)}::uuid[])`;
}

/** Which products a list is of: those of which fewer are available than `fewer`, or that are low; of these alone. */
export interface GoodsFilter {
  fewer: number | undefined;
  low: boolean;
  ids: readonly string[] | undefined;
}

/** Products, newest first, of those before `before`. */
export async function listGoods(
  db: Db,
  filter: GoodsFilter,
  { before, limit }: { before: string | undefined; limit: number },
): Promise<OwnedGoods[]> {
  return db<OwnedGoods[]>`
    select ${owned(db)} from goods where ${matching(db, filter)} ${before ? db`and product_id < ${before}` : db``}
    order by product_id desc limit ${limit}`;
}

/** The query for all of them. */
export function selectGoods(db: Db, filter: GoodsFilter): ReturnType<Db> {
  return db`select ${owned(db)} from goods where ${matching(db, filter)} order by product_id desc`;
}

function matching(db: Db, { fewer, low, ids }: GoodsFilter) {
  const meant =
    ids &&
    db`(${uuids(ids)}::uuid[] || array(
    select id from variants where product_id = any(${uuids(ids)}::uuid[])))`;
  return db`true ${meant ? db`and product_id = any(${meant})` : db``}
    ${fewer === undefined ? db`` : db`and on_hand - reserved < ${fewer}`} ${low ? db`and on_hand <= threshold` : db``}`;
}
