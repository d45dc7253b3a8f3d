import type { Sql } from '@sagashop/chassis/postgres/sql';
import { FIRST_ID } from '@sagashop/kernel/ids';
import type { ListPlace, ListWish } from '../domain/list-wish.ts';
import {
  fittingAmong,
  isCommon,
  type PageWanted,
  placeBehind,
  type Source,
  sizeOf,
  sourcesOf,
} from '../store/list-search.ts';
import { BOUNDS, type Bounds } from './bounds.ts';
import { byBuckets, type Found, facetsOf, gathered } from './by-buckets.ts';
import { firstDayOfFacets } from './first-day-of-facets.ts';

/**
 * A page of the orders that fit a wish. No look is longer than the list is wide: first an index that has few rows, if one of
 * the wish's parts has one; then the next rows of the list as it is sorted, where a page is found at once if many fit; then
 * buckets, newest or oldest first, by what rows have in common; and where none of that helps, the list again for as long as
 * patience lasts, so that a page may have fewer orders than it could, and go on from where it stopped.
 */
export async function findOrders(sql: Sql, wanted: PageWanted, bounds = BOUNDS): Promise<Found> {
  const few = await fromFew(sql, wanted, bounds);
  if (few) return few;
  const first = await onTheWay(sql, wanted, bounds);
  if (!first.next || isFull(first, wanted)) return first;
  const rest = { ...wanted, after: first.next, limit: wanted.limit - first.places.length };
  const found = (await byBuckets(sql, rest, bounds)) ?? (await patiently(sql, rest, bounds));
  return { ...found, places: [...first.places, ...found.places] };
}

const isFull = ({ places }: Found, { limit }: PageWanted) => places.length >= limit;

/** What an index of a wish's own has, where it has few rows; undefined where none has. */
async function fromFew(sql: Sql, wanted: PageWanted, bounds: Bounds): Promise<Found | undefined> {
  const { wish } = wanted;
  const facets = await besideOthers(sql, wish);
  const found = facets && (await gathered(sql, facets, wanted, bounds.rare));
  if (found) return found;
  const own = await ownSources(sql, wish, bounds);
  return firstOf(own, (source) => gathered(sql, source, wanted, bounds.few));
}

/** The facets of a wish that has something beside them to be found by. */
async function besideOthers(sql: Sql, wish: ListWish): Promise<Source | undefined> {
  const others = sourcesOf(wish, { rare: true, most: 0 });
  return others.length > 0 || wish.search ? facetsOf(sql, wish) : undefined;
}

async function ownSources(sql: Sql, wish: ListWish, { people, few }: Bounds): Promise<Source[]> {
  return sourcesOf(wish, { rare: !(await isCommon(sql, wish, people)), most: few });
}

async function firstOf<T, U>(
  all: readonly T[],
  find: (one: T) => Promise<U | undefined>,
): Promise<U | undefined> {
  for (const one of all) {
    const found = await find(one);
    if (found !== undefined) return found;
  }
  return undefined;
}

/** The next rows of the list, and more of it where as many of those fit as of these, a page would be full. */
async function onTheWay(sql: Sql, wanted: PageWanted, { glance, likely }: Bounds): Promise<Found> {
  const first = await look(sql, wanted, glance);
  const missing = wanted.limit - first.places.length;
  const needed = Math.ceil((missing * glance) / first.places.length);
  if (!first.next || missing === 0 || needed > likely) return first;
  // Half as many again: they do not lie evenly.
  const more = await look(sql, { ...wanted, after: first.next, limit: missing }, Math.ceil(1.5 * needed));
  return { places: [...first.places, ...more.places], next: more.next };
}

/** What fits among the next rows of the list; goes on behind the last one that was looked at, or that filled the page. */
async function look(sql: Sql, wanted: PageWanted, most: number): Promise<Found> {
  const places = await fittingAmong(sql, wanted, most);
  if (places.length >= wanted.limit) return { places, next: places.at(-1) };
  return { places, next: await placeBehind(sql, wanted, most) };
}

/** The facets of a wish that has something beside them to be found by, or the first of its own indexes, that has few rows. */
export async function smallSource(sql: Sql, wish: ListWish, bounds = BOUNDS): Promise<Source | undefined> {
  const { rare, few } = bounds;
  const facets = await besideOthers(sql, wish);
  if (facets && (await sizeOf(sql, facets, rare)) < rare) return facets;
  const own = await ownSources(sql, wish, bounds);
  return firstOf(own, async (source) => ((await sizeOf(sql, source, few)) < few ? source : undefined));
}

async function patiently(sql: Sql, wanted: PageWanted, bounds: Bounds): Promise<Found> {
  const until = performance.now() + bounds.patience;
  const places: ListPlace[] = [];
  let { after } = wanted;
  let barren = true;
  do {
    if (wanted.sort === 'deliveryDate' && barren) after = await nextDay(sql, { ...wanted, after }, bounds);
    const some = await look(sql, { ...wanted, after, limit: wanted.limit - places.length }, bounds.look);
    places.push(...some.places);
    after = some.next;
    barren = some.places.length === 0;
  } while (after && places.length < wanted.limit && performance.now() < until);
  return { places, next: after };
}

/** A place before the next day on which something can fit: the days of older orders are not gone through. */
async function nextDay(
  sql: Sql,
  { wish, after }: PageWanted,
  { large }: Bounds,
): Promise<ListPlace | undefined> {
  const day = await firstDayOfFacets(sql, wish, after, large);
  if (day === undefined || (after && day <= after.deliveryDate)) return after;
  return { id: FIRST_ID, total: 0, deliveryDate: day };
}
