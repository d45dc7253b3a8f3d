import type { Sql } from '@sagashop/chassis/postgres/sql';
import { timeOfId } from '@sagashop/kernel/ids';
import type { ListPlace, ListWish } from '../domain/list-wish.ts';
import { type Bucket, listBuckets } from '../store/list-progress.ts';
import { facetSource, firstDayOf, sizeOf } from '../store/list-search.ts';

const DAY = 86_400_000; // ms

/**
 * A day before which nothing behind a place has a wish's facets; undefined where it has none, or nothing has. Buckets are asked
 * from the oldest on, until one has `large` rows or more: what is in it and behind it was ordered later, and goes out no earlier.
 */
export async function firstDayOfFacets(
  sql: Sql,
  wish: ListWish,
  after: ListPlace | undefined,
  large: number,
): Promise<string | undefined> {
  if (!facetSource(wish, [])) return undefined;
  const buckets = (await listBuckets(sql)).toReversed();
  let first: string | undefined;
  for (let [at, many, grows] = [0, 2, true]; at < buckets.length; ) {
    const earliest = dayBefore(buckets[at]!);
    if (first !== undefined && first <= earliest) return first;
    const some = buckets.slice(at, at + many).map(({ bucket }) => bucket);
    const source = facetSource(wish, some)!;
    const isLarge = (await sizeOf(sql, source, large)) >= large;
    if (isLarge && many > 1) {
      many = Math.ceil(many / 4);
      grows = false;
      continue;
    }
    const day = await firstDayOf(sql, source, after);
    // One of them is read through, but not one after the other: what is left behind the place may be in any of the next.
    if (isLarge && day === undefined) return earlier(first, earliest);
    first = earlier(first, day);
    if (isLarge) return earlier(first, buckets[at + 1] && dayBefore(buckets[at + 1]!));
    at += many;
    if (grows) many *= 4;
  }
  return first;
}

/** The day before a bucket's first order was placed, wherever the shop is: before any on which one of its orders goes out. */
const dayBefore = ({ fromId }: Bucket) => new Date(timeOfId(fromId) - DAY).toISOString().slice(0, 10);

const earlier = (one: string | undefined, other: string | undefined) =>
  one === undefined || (other !== undefined && other < one) ? other : one;
