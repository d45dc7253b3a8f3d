import { ints } from '@sagashop/chassis/postgres/arrays';
import type { Db } from '@sagashop/chassis/postgres/sql';
import { facetOf, tagOf } from '../domain/list-tags.ts';
import type { ListPlace, ListSort, ListWish } from '../domain/list-wish.ts';
import {
  behind,
  countPeople,
  type Fragment,
  fits,
  fitsBeside,
  fitsByItself,
  searchedRows,
  sorted,
} from './list-filters.ts';

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
  // The index alone is walked, and one row read.
  const [row] = await db<ListPlace[]>`
    select ${place(db)} from (
      select id from order_list as l where ${behind(db, sort, after)} and ${within(db, wish, sort)}
      order by ${sorted(db, sort)} offset ${many - 1} limit 1) as last
    join order_list as l using (id)`;
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

/** Whether so many people are found by the words of a wish that its orders are met on the way, wherever one looks. */
export async function isCommon(db: Db, { search }: ListWish, many: number): Promise<boolean> {
  if (!search || search.words.length === 0) return false;
  return !isNarrow(search) || (await countPeople(db, search.words, many)) >= many;
}

/**
 * All such places for a wish, those first that have fewer rows as a rule. By its text only where that is `rare`; and of that
 * not all rows, where there are `most`.
 */
export function sourcesOf(wish: ListWish, { rare, most }: { rare: boolean; most: number }): Source[] {
  const { userId, search, saga, deliveryDate, minTotal = 0, maxTotal } = wish;
  const sources: (Source | false | undefined)[] = [
    !!userId && ((db) => byIds(db, db`select id from orders where user_id = ${userId}`)),
    search && rare && ((db) => db`(${searchedRows(db, search, most)}) as l`),
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

/**
 * What fits of a source's rows, behind a place; undefined where it has `few` rows or more, which are not looked at then. What
 * is looked up beside them is so in their order, and only until the page is full.
 */
export async function fittingOf(
  db: Db,
  source: Source,
  { wish, sort, after, limit }: PageWanted,
  few: number,
): Promise<ListPlace[] | undefined> {
  const rows = await db<({ many: number } & ListPlace)[]>`
    with found as materialized (select l.* from ${source(db)} limit ${few})
    select counted.many, fitting.* from (select count(*)::int as many from found) as counted left join lateral (
      select ${place(db)} from (
        select * from found as l where counted.many < ${few} and ${behind(db, sort, after)} and ${fitsByItself(db, wish)}
        order by ${sorted(db, sort)}) as l
      where ${fitsBeside(db, wish)} order by ${sorted(db, sort)} limit ${limit}) as fitting on true`;
  if (rows[0]!.many >= few) return undefined;
  return rows.flatMap(({ many: _, ...found }) => (found.id === null ? [] : [found]));
}

/** The earliest day of a source's rows behind a place; undefined where there are none. */
export async function firstDayOf(
  db: Db,
  source: Source,
  after: ListPlace | undefined,
): Promise<string | undefined> {
  const [row] = await db<{ day: string | null }[]>`
    select min(l.delivery_date)::text as day from ${source(db)} where ${behind(db, 'deliveryDate', after)}`;
  return row!.day ?? undefined;
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
