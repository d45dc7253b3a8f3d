import type { Sql } from '@sagashop/chassis/postgres/sql';
import type { ListWish } from '../domain/list-wish.ts';
import { countOf, isCommon, newestRows, sizeOf, some, sourcesOf } from '../store/list-search.ts';
import { facetsOf } from './by-buckets.ts';
import { smallSource } from './find-orders.ts';

/** What is counted exactly. */
const COUNTED = 10_000;
/** Newest orders that are looked at for a wish that no index knows. */
const LOOKED_AT = 100_000;
/** Rows of an index of the wish's own that are looked at, where there are many. */
const GATHERED = 30_000;

/** How many orders fit: exactly, or at least so many. */
export interface Count {
  value: number;
  atLeast: boolean;
}

/** Counts what fits a wish, up to 10,000; fewer where only the newest orders could be looked through. */
export async function countOrders(sql: Sql, wish: ListWish): Promise<Count> {
  const source = (await smallSource(sql, wish)) ?? (await facetsOf(sql, wish));
  if (source) return counted(await countOf(sql, source, { wish, most: COUNTED + 1 }));
  // Each of whom has an order.
  if (Object.keys(wish).join() === 'search' && (await isCommon(sql, wish, COUNTED + 1)))
    return counted(COUNTED + 1);
  const [own] = sourcesOf(wish, { rare: false, most: 0 });
  const most = own ? GATHERED : LOOKED_AT;
  const looked = own ? some(own, most) : newestRows(wish, most);
  const many = await countOf(sql, looked, { wish, most: COUNTED + 1 });
  if (many > COUNTED || (await sizeOf(sql, looked, most)) < most) return counted(many);
  return { value: many, atLeast: true };
}

const counted = (many: number): Count =>
  many > COUNTED ? { value: COUNTED, atLeast: true } : { value: many, atLeast: false };
