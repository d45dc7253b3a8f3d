import type { Logger } from '@sagashop/chassis/observe/log';
import type { Sql, Tx } from '@sagashop/chassis/postgres/sql';
import { sweeper } from '@sagashop/chassis/work/sweeper';
import { firstIdAt } from '@sagashop/kernel/ids';
import { BUCKET } from '../domain/list-tags.ts';
import {
  addBuckets,
  databaseTime,
  findProgress,
  hasAtLeast,
  listBuckets,
  lockList,
  SETTLED,
  saveProgress,
} from '../store/list-progress.ts';
import { hasChanges, listSourceOf, takeChanges, unlistedOrders } from '../store/list-source.ts';
import type { ListWriter } from './list-writer.ts';
import { rowOf } from './make-rows.ts';
import { rebuildList } from './rebuild-list.ts';

const AT_ONCE = 500;
const CHANGES_EVERY = 500; // ms
const REPAIR_EVERY = 5000; // ms
/** ms from now at which a new bucket begins: no order's id is as late yet. */
const AHEAD = 5000;

/** What keeps the list the same as the orders, whoever died: whichever process comes first does it, for all. */
export function listSweeps(sql: Sql, writer: ListWriter, log: Logger) {
  const changes = async () => {
    while ((await hasChanges(sql)) && (await alone(sql, (tx) => hearChanges(tx, writer))) === AT_ONCE);
  };
  const repair = async () => {
    const progress = await findProgress(sql);
    if (!progress) writer.forget();
    if (!progress?.whole) await rebuildList(sql, writer, log);
    await alone(sql, addBucket);
    while ((await alone(sql, (tx) => findLost(tx, writer))) === AT_ONCE);
  };
  return [
    sweeper({ name: 'changed orders', every: CHANGES_EVERY, work: changes, log }),
    sweeper({ name: 'order list', first: 0, every: REPAIR_EVERY, work: repair, log }),
  ];
}

/** Does some work on the list unless another process is at it. */
function alone<T>(sql: Sql, work: (tx: Tx) => Promise<T>): Promise<T | undefined> {
  return sql.begin(async (tx) => ((await lockList(tx)) ? work(tx) : undefined)) as Promise<T | undefined>;
}

async function hearChanges(tx: Tx, writer: ListWriter): Promise<number> {
  const changes = await takeChanges(tx, AT_ONCE);
  // Read after the changes, so that a row is at least as new as they are.
  const orders = await listSourceOf(tx, [...new Set(changes.map(({ orderId }) => orderId))]);
  await writer.put(tx, orders.map(rowOf), { newest: true });
  return changes.length;
}

/** Orders of which nobody told the list, since their process died; each order is looked for once, when it has settled. */
async function findLost(tx: Tx, writer: ListWriter): Promise<number> {
  const progress = await findProgress(tx);
  if (!progress) return 0;
  const to = firstIdAt((await databaseTime(tx)) - SETTLED);
  const lost = await unlistedOrders(tx, { from: progress.fedTo, to, most: AT_ONCE });
  const orders = await listSourceOf(tx, lost);
  await writer.put(tx, orders.map(rowOf), { newest: false });
  if (lost.length < AT_ONCE && to > progress.fedTo) await saveProgress(tx, { fedTo: to });
  return lost.length;
}

/** Begins the next bucket when the newest is full. */
async function addBucket(tx: Tx): Promise<void> {
  const [newest, ...others] = await listBuckets(tx);
  if (!newest || !(await hasAtLeast(tx, newest.fromId, BUCKET))) return;
  const bucket = 1 + Math.max(newest.bucket, ...others.map((one) => one.bucket));
  await addBuckets(tx, [{ bucket, fromId: firstIdAt((await databaseTime(tx)) + AHEAD) }]);
}
