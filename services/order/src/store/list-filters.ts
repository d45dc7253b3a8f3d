import { ints, texts, uuids } from '@sagashop/chassis/postgres/arrays';
import type { Db } from '@sagashop/chassis/postgres/sql';
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

/** What is true of a row `l` of the list that fits a wish. Each condition finds its rows by key. */
export function fits(db: Db, wish: ListWish): Fragment {
  const { statuses, reasons, money, goods, courierId, productId, userId, deliveryDate, saga, search } = wish;
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

/** The ids of orders whose numbers begin so, or that went to somebody found by these words. */
export function searchedIds(db: Db, { words, number }: NonNullable<ListWish['search']>): Fragment {
  const people = db`
    select orders.id from order_people as p join orders using (user_id)
    join order_list as l on l.id = orders.id and l.person = p.person
    where p.words @@ ${beginnings(words)}::tsquery`;
  const numbers = (digits: string) => db`
    select o.id from ${ranges(db, digits)}
    cross join lateral (select id from orders where number between a and b offset 0) as o`;
  if (words.length === 0) return number === null ? db`select id from orders where false` : numbers(number);
  if (number === null) return people;
  return db`${people} union ${numbers(number)}`;
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
