import type { Sql } from '@sagashop/chassis/postgres/sql';
import type { ListPlace, ListWish } from '../domain/list-wish.ts';
import { type Bucket, listBuckets } from '../store/list-progress.ts';
import { facetSource, fittingOf, type PageWanted, type Source } from '../store/list-search.ts';
import type { Bounds } from './bounds.ts';

const ALL = 2 ** 31 - 1; // rows

/** Some of what fits, and from where to go on: undefined when there is no more. */
export interface Found {
  places: ListPlace[];
  next: ListPlace | undefined;
}

/** The rows of a wish's facets, if it has any. */
export async function facetsOf(sql: Sql, wish: ListWish): Promise<Source | undefined> {
  if (!facetSource(wish, [])) return undefined;
  return sourceIn(wish, await listBuckets(sql));
}

const sourceIn = (wish: ListWish, buckets: readonly Bucket[]): Source =>
  facetSource(
    wish,
    buckets.map(({ bucket }) => bucket),
  )!;

/** A page of what a source has; undefined where it has `few` rows or more. */
export async function gathered(
  sql: Sql,
  source: Source,
  wanted: PageWanted,
  few: number,
): Promise<Found | undefined> {
  const places = await fittingOf(sql, source, wanted, few);
  return places && { places, next: places.length < wanted.limit ? undefined : places.at(-1) };
}

/** A page of what has a wish's facets, by looks into one bucket or some after the other; undefined where that helps nothing. */
export async function byBuckets(
  sql: Sql,
  wanted: PageWanted,
  { few, large }: Bounds,
): Promise<Found | undefined> {
  const { wish, sort } = wanted;
  if (!facetSource(wish, [])) return undefined;
  const buckets = await listBuckets(sql);
  if (sort !== 'newest' && sort !== 'oldest') {
    // Its rows may be in any bucket.
    return gathered(sql, sourceIn(wish, buckets), wanted, few);
  }
  const there = bucketsOf(buckets, wanted);
  const places: ListPlace[] = [];
  for (let [at, many] = [0, 2]; at < there.length; ) {
    const source = sourceIn(wish, there.slice(at, at + many));
    const limit = wanted.limit - places.length;
    const found = await fittingOf(sql, source, { ...wanted, limit }, many > 1 ? large : ALL);
    // What is common is met in the next bucket that has it: the others need not be gathered.
    if (!found) {
      many = 1;
      continue;
    }
    places.push(...found);
    if (places.length >= wanted.limit) return { places, next: places.at(-1) };
    at += many;
    if (many > 1) many *= 4;
  }
  return { places, next: undefined };
}

/** Those that may have something of a page, in its order. */
function bucketsOf(buckets: readonly Bucket[], { wish, sort, after }: PageWanted): Bucket[] {
  const there = buckets.filter((bucket, at) => {
    const end = buckets[at - 1]?.fromId;
    if (wish.before && bucket.fromId >= wish.before) return false;
    if (wish.from && end !== undefined && end <= wish.from) return false;
    if (!after) return true;
    return sort === 'newest' ? bucket.fromId < after.id : end === undefined || end > after.id;
  });
  return sort === 'oldest' ? there.toReversed() : there;
}
