import type { Sql } from '@sagashop/chassis/postgres/sql';
import type { ListPlace, ListWish } from '../domain/list-wish.ts';
import { type Bucket, listBuckets } from '../store/list-progress.ts';
import {
  facetSource,
  fittingAmong,
  fittingOf,
  type PageWanted,
  placeBehind,
  type Source,
  sizeOf,
  sourcesOf,
} from '../store/list-search.ts';

/** How much is looked at. */
export interface Bounds {
  /** Rows of the whole list that are looked at first: a page is full by then where a hundredth of the orders fit. */
  firstLook: number;
  /** Rows that an index of its own may have, to be gathered and sorted: where there are more, they are met on the way. */
  few: number;
  /** Rows that facets may have to be taken instead of a text, whose people are many more to look up. */
  rare: number;
  /** Rows of some buckets together from which on each is looked at by itself. */
  large: number;
  /** Rows of each look after that, and ms until the answer is what was found so far. */
  look: number;
  patience: number;
}

export const BOUNDS: Bounds = {
  firstLook: 2000,
  few: 20_000,
  rare: 2000,
  large: 5000,
  look: 10_000,
  patience: 120,
};

/** Some of what fits, and from where to go on: undefined when there is no more. */
export interface Found {
  places: ListPlace[];
  next: ListPlace | undefined;
}

/**
 * A page of the orders that fit a wish. No look is longer than the list is wide: first the next rows of the list as it is
 * sorted, where a page is found at once if many fit; then an index that has few rows, if one of the wish's parts has one; then
 * buckets, newest or oldest first, by what rows have in common; and where none of that helps, the list again for as long as
 * patience lasts, so that a page may have fewer orders than it could, and go on from where it stopped.
 */
export async function findOrders(sql: Sql, wanted: PageWanted, bounds = BOUNDS): Promise<Found> {
  const first = await look(sql, wanted, bounds.firstLook);
  if (!first.next || isFull(first, wanted)) return first;
  const rest = { ...wanted, after: first.next, limit: wanted.limit - first.places.length };
  const source =
    (await rareSource(sql, wanted.wish, bounds.rare)) ?? (await smallSource(sql, wanted.wish, bounds.few));
  const found =
    (source && (await gathered(sql, source, rest))) ??
    (await byBuckets(sql, rest, bounds)) ??
    (await patiently(sql, rest, bounds));
  return { ...found, places: [...first.places, ...found.places] };
}

const isFull = ({ places }: Found, { limit }: PageWanted) => places.length >= limit;

/** What fits among the next rows of the list; goes on behind the last one that was looked at, or that filled the page. */
async function look(sql: Sql, wanted: PageWanted, most: number): Promise<Found> {
  const places = await fittingAmong(sql, wanted, most);
  if (places.length >= wanted.limit) return { places, next: places.at(-1) };
  return { places, next: await placeBehind(sql, wanted, most) };
}

/** The facets of a wish that has something beside them to be found by, where few rows have them: counted at once. */
export async function rareSource(sql: Sql, wish: ListWish, rare = BOUNDS.rare): Promise<Source | undefined> {
  if (sourcesOf(wish).length === 0 || !facetSource(wish, [])) return undefined;
  const buckets = await listBuckets(sql);
  const source = facetSource(
    wish,
    buckets.map(({ bucket }) => bucket),
  )!;
  return (await sizeOf(sql, source, rare)) < rare ? source : undefined;
}

/** The first of a wish's own indexes that has few rows. */
export async function smallSource(sql: Sql, wish: ListWish, few = BOUNDS.few): Promise<Source | undefined> {
  for (const source of sourcesOf(wish)) if ((await sizeOf(sql, source, few)) < few) return source;
  return undefined;
}

async function gathered(sql: Sql, source: Source, wanted: PageWanted): Promise<Found> {
  const places = await fittingOf(sql, source, wanted);
  return { places, next: places.length < wanted.limit ? undefined : places.at(-1) };
}

async function byBuckets(sql: Sql, wanted: PageWanted, { few, large }: Bounds): Promise<Found | undefined> {
  const { wish, sort, after } = wanted;
  if (!facetSource(wish, [])) return undefined;
  const buckets = await listBuckets(sql);
  if (sort !== 'newest' && sort !== 'oldest') return fromAllBuckets(sql, wanted, { buckets, few });
  const there = buckets.filter((bucket, at) => {
    const end = buckets[at - 1]?.fromId;
    if (wish.before && bucket.fromId >= wish.before) return false;
    if (wish.from && end !== undefined && end <= wish.from) return false;
    if (!after) return true;
    return sort === 'newest' ? bucket.fromId < after.id : end === undefined || end > after.id;
  });
  if (sort === 'oldest') there.reverse();
  const places: ListPlace[] = [];
  for (let [at, many] = [0, 2]; at < there.length; ) {
    const source = facetSource(
      wish,
      there.slice(at, at + many).map(({ bucket }) => bucket),
    )!;
    // What is common is met in the next bucket that has it: the others need not be gathered.
    if (many > 1 && (await sizeOf(sql, source, large)) >= large) {
      many = 1;
      continue;
    }
    const limit = wanted.limit - places.length;
    places.push(...(await fittingOf(sql, source, { ...wanted, limit })));
    if (places.length >= wanted.limit) return { places, next: places.at(-1) };
    at += many;
    if (many > 1) many *= 4;
  }
  return { places, next: undefined };
}

/** Where a list is not sorted by age, its rows may be in any bucket. */
async function fromAllBuckets(
  sql: Sql,
  wanted: PageWanted,
  { buckets, few }: { buckets: readonly Bucket[]; few: number },
): Promise<Found | undefined> {
  const source = facetSource(
    wanted.wish,
    buckets.map(({ bucket }) => bucket),
  )!;
  return (await sizeOf(sql, source, few)) < few ? gathered(sql, source, wanted) : undefined;
}

async function patiently(sql: Sql, wanted: PageWanted, bounds: Bounds): Promise<Found> {
  const until = performance.now() + bounds.patience;
  const places: ListPlace[] = [];
  let { after } = wanted;
  do {
    const some = await look(sql, { ...wanted, after, limit: wanted.limit - places.length }, bounds.look);
    places.push(...some.places);
    after = some.next;
  } while (after && places.length < wanted.limit && performance.now() < until);
  return { places, next: after };
}
