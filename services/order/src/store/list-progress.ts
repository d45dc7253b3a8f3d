import { ints, uuids } from '@sagashop/chassis/postgres/arrays';
import type { Db, Tx } from '@sagashop/chassis/postgres/sql';

/** Raised when rows of the list come to say something else: the list is made anew then. */
const VERSION = 1;

/** A range of orders, which ends where the next one begins. */
export interface Bucket {
  bucket: number;
  fromId: string;
}

export interface Progress {
  /** Every order from here on is in the list. */
  downTo: string;
  fedTo: string;
  /** It has all orders. */
  whole: boolean;
}

/** How far the list is; undefined when there is none, or one of another version. */
export async function findProgress(db: Db): Promise<Progress | undefined> {
  const [row] = await db<Progress[]>`
    select down_to, fed_to, whole from order_list_progress where one and version = ${VERSION}`;
  return row;
}

/** All buckets, the newest first. */
export async function listBuckets(db: Db): Promise<Bucket[]> {
  return db<Bucket[]>`select bucket, from_id from order_list_buckets order by from_id desc`;
}

/** Whether this transaction alone works on the list as a whole, until it ends. */
export async function lockList(tx: Tx): Promise<boolean> {
  const [row] = await tx<{ mine: boolean }[]>`
    select pg_try_advisory_xact_lock(hashtext('order_list')) as mine`;
  return row!.mine;
}

/**
 * Throws away what there is of the list, and begins one that has the orders from this id on, and none yet. Those before
 * `fedTo` had settled by then: what is read of them is not changed by somebody who has yet to tell of it.
 */
export async function beginList(tx: Tx, from: string, fedTo: string): Promise<void> {
  await tx`truncate order_list, order_people, order_list_buckets, order_list_progress`;
  await tx`insert into order_list_buckets (bucket, from_id) values (0, ${from})`;
  await tx`insert into order_list_progress (version, down_to, fed_to) values (${VERSION}, ${from}, ${fedTo})`;
}

/** ms after which no order appears any more whose id is older: longer than any transaction may take. */
export const SETTLED = 12_000;

/** Notes how far the list is; what is not given stays. */
export async function saveProgress(db: Db, progress: Partial<Progress>): Promise<void> {
  const { downTo = null, fedTo = null, whole = null } = progress;
  await db`
    update order_list_progress set down_to = coalesce(${downTo}, down_to), fed_to = coalesce(${fedTo}, fed_to),
      whole = coalesce(${whole}, whole) where one`;
}

/** Adds buckets that begin at these ids. */
export async function addBuckets(db: Db, buckets: readonly Bucket[]): Promise<void> {
  await db`
    insert into order_list_buckets (bucket, from_id)
    select * from unnest(${ints(buckets.map(({ bucket }) => bucket))}::int[],
      ${uuids(buckets.map(({ fromId }) => fromId))}::uuid[])
    on conflict do nothing`;
}

/** Whether at least so many orders of the list begin at this id. */
export async function hasAtLeast(db: Db, from: string, many: number): Promise<boolean> {
  const rows = await db`select from order_list where id >= ${from} order by id offset ${many - 1} limit 1`;
  return rows.length > 0;
}

/** The database's time, in ms since 1970: orders' ids begin with it. */
export async function databaseTime(db: Db): Promise<number> {
  const [row] = await db<
    { now: number }[]
  >`select (extract(epoch from clock_timestamp()) * 1000)::bigint as now`;
  return row!.now;
}
