import { ints } from '@sagashop/chassis/postgres/arrays';
import type { Db } from '@sagashop/chassis/postgres/sql';
import { facetOf, tagOf } from '../domain/list-tags.ts';
import type { ListPlace, ListSort, ListWish } from '../domain/list-wish.ts';
import { behind, type Fragment, fits, searchedIds, sorted } from './list-filters.ts';

/** A page wanted: so many of what fits, behind a place. */
export interface PageWanted {
  wish: ListWish;
  sort: ListSort;
  after: ListPlace | undefined;
  limit: number;
}

const place = (db: Db) => db`l.id, l.total, l.delivery_date::text as delivery_date`;

/** Those that fit among the next `most` rows of the whole list behind a place. */
export async function fittingAmong(db: Db, wanted: PageWanted, most: number): Promise<ListPlace[]> {
  const { wish, sort, after, limit } = wanted;
  return db<ListPlace[]>`
    select ${place(db)} from (
      select * from order_list as l where ${behind(db, sort, after)} and ${within(db, wish, sort)}
      order by ${sorted(db, sort)} limit ${most}) as l
    where ${fits(db, wish)} order by ${sorted(db, sort)} limit ${limit}`;
}

/** The place of the `many`th row behind another; undefined when there are not so many. */
export async function placeBehind(
  db: Db,
  { wish, sort, after }: Pick<PageWanted, 'wish' | 'sort' | 'after'>,
  many: number,
): Promise<ListPlace | undefined> {
  const [row] = await db<ListPlace[]>`
    select ${place(db)} from order_list as l where ${behind(db, sort, after)} and ${within(db, wish, sort)}
    order by ${sorted(db, sort)} offset ${many - 1} limit 1`;
  return row;
}

/** The part of a wish that says in which stretch of the list to look, whatever else it wants. */
function within(db: Db, { from, before, minTotal, maxTotal }: ListWish, sort: ListSort): Fragment {
  if (sort === 'total' || sort === '-total')
    return db`l.total between ${minTotal ?? 0} and ${maxTotal ?? Number.MAX_SAFE_INTEGER}`;
  return db`${from ? db`l.id >= ${from}` : db`true`} and ${before ? db`l.id < ${before}` : db`true`}`;
}

/** Letters that a word has at least to be looked up among people: shorter ones have too many, and are met on the way. */
const LETTERS = 3;

const isNarrow = ({ words, number }: NonNullable<ListWish['search']>) =>
  words.length === 0 || number !== null || words.some((word) => word.length >= LETTERS);

/** Where the rows of a wish can be found at once, by an index that has them alone: rows `l`. */
export type Source = (db: Db) => Fragment;

const byIds = (db: Db, ids: Fragment) => db`(${ids}) as c (id) join order_list as l on l.id = c.id`;

/** All such places for a wish, those first that have fewer rows as a rule. */
export function sourcesOf(wish: ListWish): Source[] {
  const { userId, search, saga, deliveryDate, minTotal = 0, maxTotal } = wish;
  const sources: (Source | false | undefined)[] = [
    !!userId && ((db) => byIds(db, db`select id from orders where user_id = ${userId}`)),
    search && isNarrow(search) && ((db) => byIds(db, searchedIds(db, search))),
    (saga === 'running' || saga === 'parked') &&
      ((db) => byIds(db, db`select distinct order_id from sagas where ended_at is null and state = ${saga}`)),
    !!deliveryDate &&
      ((db) => db`(select * from order_list as l where delivery_date = ${deliveryDate}::date) as l`),
    (maxTotal !== undefined || minTotal > 0) &&
      ((db) => db`(select * from order_list as l
        where total between ${minTotal} and ${maxTotal ?? Number.MAX_SAFE_INTEGER}) as l`),
  ];
  return sources.filter((source) => !!source);
}

/** The rows of a wish's facets in some buckets; undefined when it has none. */
export function facetSource(wish: ListWish, buckets: readonly number[]): Source | undefined {
  const { statuses = [], reasons = [], money = [], goods = [], courierId, productId } = wish;
  const all = [
    statuses.map((one) => facetOf('status', one)),
    reasons.map((one) => facetOf('reason', one)),
    money.map((one) => facetOf('money', one)),
    goods.map((one) => facetOf('goods', one)),
    courierId ? [facetOf('courier', courierId)] : [],
    productId ? [facetOf('product', productId)] : [],
  ].filter((facets) => facets.length > 0);
  if (all.length === 0) return undefined;
  return (db) => {
    const tags = all.map((facets) => db`tags && ${inBucket(db, facets)}`);
    const every = tags.reduce((one, other) => db`${one} and ${other}`);
    // Not to be taken apart: each bucket is looked up by itself.
    return db`unnest(${ints(buckets.map((bucket) => tagOf(0, bucket)))}::int[]) as b (bucket)
      cross join lateral (select * from order_list where ${every} offset 0) as l`;
  };
}

const inBucket = (db: Db, facets: readonly number[]) =>
  db`array[${facets.map((facet, at) => (at === 0 ? db`${facet}::int | b.bucket` : db`, ${facet}::int | b.bucket`))}]`;

/** What fits of a source's rows, behind a place. */
export async function fittingOf(db: Db, source: Source, wanted: PageWanted): Promise<ListPlace[]> {
  const { wish, sort, after, limit } = wanted;
  return db<ListPlace[]>`
    select ${place(db)} from ${source(db)}
    where ${behind(db, sort, after)} and ${fits(db, wish)} order by ${sorted(db, sort)} limit ${limit}`;
}

/** How many rows a source has, at most `most`. */
export async function sizeOf(db: Db, source: Source, most: number): Promise<number> {
  const [row] = await db<{ many: number }[]>`
    select count(*)::int as many from (select from ${source(db)} limit ${most}) as found`;
  return row!.many;
}

/** How many of a source's rows fit, at most `most`. */
export async function countOf(
  db: Db,
  source: Source,
  { wish, most }: { wish: ListWish; most: number },
): Promise<number> {
  const [row] = await db<{ many: number }[]>`
    select count(*)::int as many
    from (select from ${source(db)} where ${fits(db, wish)} limit ${most}) as found`;
  return row!.many;
}

/** At most so many rows of a source. */
export const some =
  (source: Source, most: number): Source =>
  (db) =>
    db`(select l.* from ${source(db)} limit ${most}) as l`;

/** The newest `most` rows of the list. */
export const newestRows =
  (wish: ListWish, most: number): Source =>
  (db) =>
    db`
    (select * from order_list as l where ${within(db, wish, 'newest')} order by id desc limit ${most}) as l`;
