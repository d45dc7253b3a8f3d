import { claimKeys, findKeys, type KeyUse, nameOfKey } from '@sagashop/chassis/guards/idempotency';
import type { Metrics } from '@sagashop/chassis/observe/metrics';
import type { Trace } from '@sagashop/chassis/observe/trace-context';
import { inDatabase } from '@sagashop/chassis/observe/tracing';
import type { Sql, Tx } from '@sagashop/chassis/postgres/sql';
import { batcher } from '@sagashop/chassis/work/batch';
import type { NewSaga, SagaRow } from '@sagashop/saga/log';
import { insertSagas } from '@sagashop/saga/log-postgres';
import { type CancelReason, judge, type Verdict } from '../domain/cancellation.ts';
import { type CancelOrder, cancelOrder } from '../sagas/cancel-order.ts';
import { type Cancellable, lockToCancel, markOrders, sagasInFlight } from '../store/cancellations.ts';
import { giveUpKeys } from '../store/keys.ts';
import { leaversOf } from '../store/leavers.ts';

/** Somebody wants an order cancelled; or, with nobody to ask for it, a wish that was kept is looked at again. */
export interface Wish {
  order: string;
  by: { userId: string; isAdmin: boolean } | null;
  /** With the id of this very request, which tells it from another with the same key. */
  use: (KeyUse & { subject: string }) | undefined;
  /** The id of the saga that it may come to, given once, so that a repeated batch writes the very same rows. */
  saga: string;
  trace?: Trace;
}

/** `known`: the wish's key was used before, by a request with this fingerprint. */
export type Asked =
  | { kind: 'missing' }
  | { kind: 'left' }
  | { kind: 'known'; fingerprint: string }
  | { kind: 'heard'; saga?: SagaRow };

interface Scene {
  currency: string;
  orders: ReadonlyMap<string, Cancellable>;
  leavers: ReadonlySet<string>;
  /** By order, the saga of it that has not ended. */
  inFlight: Map<string, string>;
  marks: Map<string, string>;
  sagas: NewSaga[];
}

/**
 * Hears all wishes that come together, in one transaction: each is kept on its order's row, or the order's
 * cancel-order saga is written. The order's lock decides between two wishes, and between a wish and the order's
 * own confirmation. `owner` is the runner that the sagas are for.
 */
export function askingCancellations(
  sql: Sql,
  metrics: Metrics,
  { currency, owner }: { currency: string; owner: () => number },
) {
  return batcher<Wish, Asked>({
    name: 'order.cancellations',
    metrics,
    max: 256,
    traceOf: ({ trace = null }) => trace,
    run: (wishes, trace) =>
      inDatabase(
        trace,
        { service: 'order', items: wishes.length },
        () => sql.begin((tx) => askAll(tx, wishes, { currency, owner: owner() })) as Promise<Asked[]>,
      ),
  });
}

async function askAll(
  tx: Tx,
  wishes: Wish[],
  { currency, owner }: { currency: string; owner: number },
): Promise<Asked[]> {
  const ids = [...new Set(wishes.map((wish) => wish.order))].sort();
  const uses = wishes.flatMap((wish) => (wish.use ? [wish.use] : []));
  const [leavers, , kept, locked, inFlight] = await Promise.all([
    leaversOf(tx, ids),
    uses.length > 0 && claimKeys(tx, uses),
    uses.length > 0 ? findKeys(tx, uses) : undefined,
    lockToCancel(tx, ids),
    sagasInFlight(tx, ids),
  ]);
  const orders = new Map(locked.map((order) => [order.id, order]));
  const scene: Scene = { currency, orders, leavers, inFlight, marks: new Map(), sagas: [] };
  const asked = wishes.map((wish): Asked => {
    const first = wish.use && kept?.get(nameOfKey(wish.use));
    if (first && first.subject !== wish.use!.subject)
      return { kind: 'known', fingerprint: first.fingerprint };
    return hear(scene, wish);
  });
  const unused = wishes.flatMap(({ use }, at) =>
    use && (asked[at]!.kind === 'missing' || asked[at]!.kind === 'left') ? [use] : [],
  );
  const [rows] = await Promise.all([
    insertSagas(tx, scene.sagas, owner),
    scene.marks.size > 0 && markOrders(tx, scene.marks),
    giveUpKeys(tx, unused),
  ]);
  const started = new Map(rows.map((row) => [row.id, row]));
  return asked.map((answer, at) => {
    const saga = started.get(wishes[at]!.saga);
    return answer.kind === 'heard' && saga ? { kind: 'heard', saga } : answer;
  });
}

/** Judges one wish in its turn; what it changes, the next one for the same order finds. */
function hear(scene: Scene, { order: id, by, saga, trace = null }: Wish): Asked {
  const order = scene.orders.get(id);
  if (!order || (by && !by.isAdmin && by.userId !== order.userId)) return { kind: 'missing' };
  if (by?.userId === order.userId && scene.leavers.has(order.userId)) return { kind: 'left' };
  // Nobody asks, and what was wished for has come true or to nothing meanwhile.
  if (!by && order.cancelAsked === null) return { kind: 'heard' };
  const verdict: Verdict = judge(order.status, scene.inFlight.has(id));
  if (verdict !== 'kept' && verdict !== 'begin') return { kind: 'heard' };
  const wanted: CancelReason =
    !by || by.userId === order.userId ? 'cancelled_by_customer' : 'cancelled_by_shop';
  const reason = order.cancelAsked ?? scene.marks.get(id) ?? wanted;
  if (order.cancelAsked === null) scene.marks.set(id, reason);
  if (verdict === 'begin') scene.inFlight.set(id, saga);
  // Its own saga may be there already: the batch is repeated, since the answer to its COMMIT was lost.
  if (scene.inFlight.get(id) === saga) {
    const data = dataOf(order, reason, scene.currency);
    scene.sagas.push({ id: saga, order: id, definition: cancelOrder, data, trace });
  }
  return { kind: 'heard' };
}

/** What the saga needs to know for as long as it runs. */
function dataOf(order: Cancellable, reason: string, currency: string): CancelOrder {
  const { userId: user, number, total, language } = order;
  return { user, number: String(number), total, currency, language, reason };
}
