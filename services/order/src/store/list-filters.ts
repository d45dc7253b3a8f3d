import { ints, texts, uuids } from '@sagashop/chassis/postgres/arrays';
import type { Db } from '@sagashop/chassis/postgres/sql';
import { FACET_OF_TAG, facetOf } from '../domain/list-tags.ts';
import type { ListPlace, ListSort, ListWish } from '../domain/list-wish.ts';
import { numberRanges } from '../domain/list-words.ts';
import { beginnings } from './list-rows.ts';

const anything = (db: Db) => db`true`;

/** A part of a query. */
export type Fragment = ReturnType<typeof anything>;

const both = (db: Db, conditions: readonly Fragment[]): Fragment =>
  conditions.reduce((all, one) => db`${all} and ${one}`, anything(db));

const oneOf = (db: Db, column: string, values: readonly string[]) =>
  db`${db(column)} = any(${texts(values)}::text[])`;

/** What is true of a row `l` of the list that fits a wish. */
export const fits = (db: Db, wish: ListWish): Fragment =>
  db`${fitsByItself(db, wish)} and ${fitsBeside(db, wish)}`;

/** The part of it that the row tells by itself; of products, those that share a tag fit as well. */
export function fitsByItself(db: Db, wish: ListWish): Fragment {
  const { statuses, reasons, money, goods, courierId, productId, deliveryDate } = wish;
  const conditions = [
    wish.ids && db`l.id = any(${uuids(wish.ids)}::uuid[])`,
    statuses && oneOf(db, 'l.status', statuses),
    reasons && oneOf(db, 'l.reason', reasons),
    money && oneOf(db, 'l.money', money),
    goods && oneOf(db, 'l.goods', goods),
    courierId && db`l.courier_id = ${courierId}`,
    deliveryDate && db`l.delivery_date = ${deliveryDate}::date`,
    wish.minTotal !== undefined && db`l.total >= ${wish.minTotal}`,
    wish.maxTotal !== undefined && db`l.total <= ${wish.maxTotal}`,
    wish.from && db`l.id >= ${wish.from}`,
    wish.before && db`l.id < ${wish.before}`,
    productId && tagged(db, facetOf('product', productId)),
  ];
  return both(
    db,
    conditions.filter((one) => !!one),
  );
}

const tagged = (db: Db, facet: number) =>
  db`exists (select from unnest(l.tags) as t (tag) where tag & ${FACET_OF_TAG}::int = ${facet}::int)`;

/** The part for which something is looked up beside each row, by its key. */
export function fitsBeside(db: Db, { productId, userId, saga, search }: ListWish): Fragment {
  const conditions = [
    productId && db`exists (select from order_lines where order_id = l.id and product_id = ${productId})`,
    userId && db`exists (select from orders where orders.id = l.id and user_id = ${userId})`,
    saga && sagaIs(db, saga),
    search && searched(db, search),
  ];
  return both(
    db,
    conditions.filter((one) => !!one),
  );
}

// Not `ended_at is null`: the index of the unfinished would be read whole for each row.
function sagaIs(db: Db, state: NonNullable<ListWish['saga']>): Fragment {
  const unfinished = db`order_id = l.id and coalesce(ended_at, 'infinity') = 'infinity'`;
  return state === 'ended'
    ? db`not exists (select from sagas where ${unfinished})`
    : db`exists (select from sagas where ${unfinished} and state = ${state})`;
}

function searched(db: Db, { words, number }: NonNullable<ListWish['search']>): Fragment {
  const person =
    words.length === 0
      ? db`false`
      : db`exists (select from order_people as p where p.person = l.person and p.words @@ ${beginnings(words)}::tsquery)`;
  return number === null
    ? person
    : db`(${person} or exists (select from orders join ${ranges(db, number)} on orders.number between a and b where orders.id = l.id))`;
}

const ranges = (db: Db, digits: string) => db`
  unnest(${ints(numberRanges(digits).map(([from]) => from))}::bigint[],
    ${ints(numberRanges(digits).map(([, to]) => to))}::bigint[]) as r (a, b)`;

/**
 * The rows `l` of orders whose numbers begin so, or that went to somebody found by these words: all of them, where there are
 * fewer than `most` of either.
 */
export function searchedRows(
  db: Db,
  { words, number }: NonNullable<ListWish['search']>,
  most: number,
): Fragment {
  const people = db`
    select l.* from order_people as p join orders using (user_id)
    join order_list as l on l.id = orders.id and l.person = p.person
    where p.words @@ ${beginnings(words)}::tsquery limit ${most}`;
  const numbers = (digits: string) => db`
    select l.* from ${ranges(db, digits)}
    cross join lateral (select id from orders where number between a and b offset 0) as o
    join order_list as l using (id) limit ${most}`;
  if (words.length === 0) return number === null ? db`select * from order_list where false` : numbers(number);
  if (number === null) return people;
  return db`(${people}) union (${numbers(number)})`;
}

/** How many people are found by these words, at most `most`. Each has an order. */
export async function countPeople(db: Db, words: readonly string[], most: number): Promise<number> {
  const [row] = await db<{ many: number }[]>`
    select count(*)::int as many from (
      select from order_people where words @@ ${beginnings(words)}::tsquery limit ${most}) as found`;
  return row!.many;
}

/** The order of a list. */
export function sorted(db: Db, sort: ListSort): Fragment {
  switch (sort) {
    case 'newest':
      return db`l.id desc`;
    case 'oldest':
      return db`l.id`;
    case 'total':
      return db`l.total, l.id`;
    case '-total':
      return db`l.total desc, l.id desc`;
    case 'deliveryDate':
      return db`l.delivery_date, l.id`;
  }
}

/** What is true of a row `l` that comes behind a place in a list. */
export function behind(db: Db, sort: ListSort, place: ListPlace | undefined): Fragment {
  if (!place) return db`true`;
  const { id, total, deliveryDate } = place;
  switch (sort) {
    case 'newest':
      return db`l.id < ${id}`;
    case 'oldest':
      return db`l.id > ${id}`;
    case 'total':
      return db`(l.total, l.id) > (${total}::bigint, ${id}::uuid)`;
    case '-total':
      return db`(l.total, l.id) < (${total}::bigint, ${id}::uuid)`;
    case 'deliveryDate':
      return db`(l.delivery_date, l.id) > (${deliveryDate}::date, ${id}::uuid)`;
  }
}
