import { setTimeout as sleep } from 'node:timers/promises';
import type { Logger } from '@sagashop/chassis/observe/log';
import type { Sql, Tx } from '@sagashop/chassis/postgres/sql';
import { FIRST_ID, firstIdAt } from '@sagashop/kernel/ids';
import { BUCKET } from '../domain/list-tags.ts';
import {
  addBuckets,
  beginList,
  databaseTime,
  findProgress,
  listBuckets,
  lockList,
  SETTLED,
  saveProgress,
} from '../store/list-progress.ts';
import { listSourceIn, orderBefore } from '../store/list-source.ts';
import type { ListWriter } from './list-writer.ts';
import { rowOf } from './make-rows.ts';

const AT_ONCE = 1000; // orders
const TELL_EVERY = 100; // batches

/** How many orders are read at once, and how many are in a bucket. */
interface BatchSize {
  orders: number;
  bucket: number;
  pauses: boolean;
}

/**
 * Makes the list when there is none, or goes on with one that has not all orders yet: the newest first, so that it is of use
 * at once, and with pauses as long as the work, so that orders have the better half of the database. Ends when the list has
 * all, or another process is at it.
 */
export async function rebuildList(
  sql: Sql,
  writer: ListWriter,
  log: Logger,
  size: BatchSize = { orders: AT_ONCE, bucket: BUCKET, pauses: true },
): Promise<void> {
  for (let batches = 1; ; batches += 1) {
    const began = performance.now();
    const state = (await sql.begin((tx) => oneBatch(tx, writer, size))) as State;
    if (state.kind === 'busy' || state.kind === 'whole') return;
    if (state.kind === 'begun') writer.forget();
    if (state.kind === 'done') log.info({}, 'the order list has all orders');
    else if (state.kind === 'going' && batches % TELL_EVERY === 0)
      log.info({ downTo: state.downTo, orders: batches * size.orders }, 'the order list is being made');
    if (size.pauses) await sleep(performance.now() - began, undefined, { ref: false });
  }
}

type State = { kind: 'busy' | 'whole' | 'done' | 'begun' } | { kind: 'going'; downTo: string };

async function oneBatch(tx: Tx, writer: ListWriter, size: BatchSize): Promise<State> {
  if (!(await lockList(tx))) return { kind: 'busy' };
  const progress = await findProgress(tx);
  if (!progress) {
    const now = await databaseTime(tx);
    await beginList(tx, firstIdAt(now), firstIdAt(now - SETTLED));
    return { kind: 'begun' };
  }
  if (progress.whole) return { kind: 'whole' };
  const { downTo: before } = progress;
  const from = await bucketBelow(tx, before, size.bucket);
  const orders = await listSourceIn(tx, { from, before, most: size.orders });
  await writer.put(tx, orders.map(rowOf), { newest: false });
  const downTo = orders.at(-1)?.id ?? before;
  const whole = orders.length < size.orders && from === FIRST_ID;
  await saveProgress(tx, { downTo, whole });
  return whole ? { kind: 'done' } : { kind: 'going', downTo };
}

/** Where the bucket below an id begins, which is made when there is none yet. */
async function bucketBelow(tx: Tx, id: string, size: number): Promise<string> {
  const buckets = await listBuckets(tx);
  const oldest = buckets.at(-1)!;
  if (oldest.fromId < id) return oldest.fromId;
  const bucket = 1 + Math.max(...buckets.map((one) => one.bucket));
  const fromId = (await orderBefore(tx, id, size)) ?? FIRST_ID;
  await addBuckets(tx, [{ bucket, fromId }]);
  return fromId;
}
