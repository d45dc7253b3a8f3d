import type { Sql } from '@sagashop/chassis/postgres/sql';
import { wordsOf } from '../domain/people-search.ts';
import {
  type Customer,
  type CustomerFilter,
  customerBehind,
  estimateFound,
  selectCustomers,
  selectCustomersAmong,
  selectCustomersFound,
} from '../store/customers.ts';

/** How many people are looked at. */
interface Bounds {
  /** Of the newest: a page is full by then where one in a hundred fits. */
  firstLook: number;
  /** As many as the index of words may find, to be sorted: where there are more, they are met on the way. */
  few: number;
  /** In each look after the first, and ms until the answer is what was found so far. */
  look: number;
  patience: number;
}

const BOUNDS: Bounds = { firstLook: 2000, few: 20_000, look: 5000, patience: 150 };

interface Wanted {
  before: string | null;
  limit: number;
}

/** Some of those who fit, and behind whom to go on: undefined when there is nobody else. */
interface Found {
  customers: Customer[];
  next: string | undefined;
}

/**
 * A page of the customers that fit, newest first. A letter that nearly everybody has is met among the newest at once; what few
 * have is found by the index of words. Where neither helps, those who signed up are looked through for as long as patience
 * lasts, so that a page may have fewer than it could, and the next goes on from where it stopped.
 */
export async function findCustomers(
  sql: Sql,
  filter: CustomerFilter,
  wanted: Wanted,
  bounds = BOUNDS,
): Promise<Found> {
  const words = wordsOf(filter.q ?? '');
  if (words.length === 0)
    return cut(await selectCustomers(sql, filter, { ...wanted, limit: wanted.limit + 1 }), wanted.limit);
  const first = await look(sql, filter, wanted, bounds.firstLook);
  if (!first.next || first.customers.length === wanted.limit) return first;
  const rest = { before: first.next, limit: wanted.limit - first.customers.length };
  const isRare = (await estimateFound(sql, words)) < bounds.few;
  const more = isRare ? await gathered(sql, filter, rest) : await patiently(sql, filter, rest, bounds);
  return { ...more, customers: [...first.customers, ...more.customers] };
}

/** All that fit are read, and sorted. */
async function gathered(sql: Sql, filter: CustomerFilter, { before, limit }: Wanted): Promise<Found> {
  return cut(await selectCustomersFound(sql, filter, { before, limit: limit + 1 }), limit);
}

function cut(rows: readonly Customer[], limit: number): Found {
  const customers = rows.slice(0, limit);
  return { customers, next: rows.length > limit ? customers.at(-1)!.id : undefined };
}

/** Those who fit among the next so many. */
async function look(sql: Sql, filter: CustomerFilter, wanted: Wanted, most: number): Promise<Found> {
  const { before, limit } = wanted;
  const found = cut(await selectCustomersAmong(sql, filter, { before, limit: limit + 1, most }), limit);
  return found.next ? found : { ...found, next: await customerBehind(sql, before, most) };
}

async function patiently(sql: Sql, filter: CustomerFilter, wanted: Wanted, bounds: Bounds): Promise<Found> {
  const until = performance.now() + bounds.patience;
  const found: Found = { customers: [], next: wanted.before ?? undefined };
  do {
    const rest = { before: found.next ?? null, limit: wanted.limit - found.customers.length };
    const { customers, next } = await look(sql, filter, rest, bounds.look);
    found.customers.push(...customers);
    found.next = next;
  } while (found.next && found.customers.length < wanted.limit && performance.now() < until);
  return found;
}
