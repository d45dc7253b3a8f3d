import { writeAuditLog } from '@sagashop/audit-log/write-audit-log';
import { claimKeys, findKeys, type KeyUse, nameOfKey } from '@sagashop/chassis/guards/idempotency';
import type { Metrics } from '@sagashop/chassis/observe/metrics';
import type { Trace } from '@sagashop/chassis/observe/trace-context';
import { inDatabase } from '@sagashop/chassis/observe/tracing';
import type { Sql, Tx } from '@sagashop/chassis/postgres/sql';
import { batcher } from '@sagashop/chassis/work/batch';
import type { NewSaga, SagaRow } from '@sagashop/saga/log';
import { insertSagas } from '@sagashop/saga/log-postgres';
import {
  type CancellationVerdict,
  type CancelReason,
  cancellationVerdict,
  hasLeft,
} from '../domain/cancellation.ts';
import type { Asker } from '../running/asker.ts';
import { cancelOrderData, cancelOrderSaga } from '../sagas/cancel-order.ts';
import {
  type Cancellable,
  insertAsked,
  lockToCancel,
  markOrders,
  sagasInFlight,
} from '../store/cancellations.ts';
import { departingCustomers } from '../store/departing-users.ts';
import { giveUpKeys } from '../store/keys.ts';

/** Somebody wants an order cancelled; or, `by` nobody, a deferred request is looked at again. */
export interface CancellationRequest {
  order: string;
  by: Asker | null;
  /** Why, in the words of whoever asks. */
  why?: string | undefined;
  /** What had gone back of it when they looked, in minor units: where that is not so any more, nothing is done. */
  seenRefunded?: number | undefined;
  /** With the id of this very request, which tells it from another with the same key. */
  use: (KeyUse & { subject: string }) | undefined;
  /** The id of the saga that it may come to, given once, so that a repeated batch writes the very same rows. */
  saga: string;
  trace?: Trace;
}

/** `known`: the request's key was used before, by one with this fingerprint. */
export type RecordResult =
  | { kind: 'missing' }
  | { kind: 'leaving' }
  | { kind: 'known'; fingerprint: string }
  | { kind: 'edited'; refunded: number }
  | { kind: 'recorded'; saga?: SagaRow };

/** Requests that came to nothing leave their keys unused. */
const NOTHING_DONE: ReadonlySet<RecordResult['kind']> = new Set(['missing', 'leaving', 'edited']);

interface BatchState {
  currency: string;
  orders: ReadonlyMap<string, Cancellable>;
  leaving: ReadonlySet<string>;
  /** By order, the saga of it that has not ended. */
  inFlight: Map<string, string>;
  marks: Map<string, string>;
  /** Who asks first for an order to be cancelled: with what it was then. */
  asked: { by: Asker; why: string | undefined; order: Cancellable }[];
  sagas: NewSaga[];
}

/**
 * Records all requests that come together, in one transaction: each is deferred as a mark on its order's row, or the
 * order's cancel-order saga is written. The order's lock decides between two requests, and between a request and the
 * order's own confirmation. `owner` is the runner that the sagas are for.
 */
export function cancellationRecorder(
  sql: Sql,
  metrics: Metrics,
  { currency, owner }: { currency: string; owner: () => number },
) {
  return batcher<CancellationRequest, RecordResult>({
    name: 'order.cancellations',
    metrics,
    max: 256,
    traceOf: ({ trace = null }) => trace,
    run: (requests, trace) =>
      inDatabase(
        trace,
        { service: 'order', items: requests.length },
        () =>
          sql.begin((tx) => recordAll(tx, requests, { currency, owner: owner() })) as Promise<RecordResult[]>,
      ),
  });
}

async function recordAll(
  tx: Tx,
  requests: CancellationRequest[],
  { currency, owner }: { currency: string; owner: number },
): Promise<RecordResult[]> {
  const ids = [...new Set(requests.map((request) => request.order))].sort();
  const uses = requests.flatMap((request) => (request.use ? [request.use] : []));
  const [leaving, , kept, locked, inFlight] = await Promise.all([
    departingCustomers(tx, ids),
    uses.length > 0 && claimKeys(tx, uses),
    uses.length > 0 ? findKeys(tx, uses) : undefined,
    lockToCancel(tx, ids),
    sagasInFlight(tx, ids),
  ]);
  const orders = new Map(locked.map((order) => [order.id, order]));
  const batch: BatchState = { currency, orders, leaving, inFlight, marks: new Map(), asked: [], sagas: [] };
  const results = requests.map((request): RecordResult => {
    const first = request.use && kept?.get(nameOfKey(request.use));
    if (first && first.subject !== request.use!.subject)
      return { kind: 'known', fingerprint: first.fingerprint };
    return recordOne(batch, request);
  });
  const unused = requests.flatMap(({ use }, at) => (use && NOTHING_DONE.has(results[at]!.kind) ? [use] : []));
  const [rows] = await Promise.all([
    insertSagas(tx, batch.sagas, owner),
    batch.marks.size > 0 && markOrders(tx, batch.marks),
    giveUpKeys(tx, unused),
    batch.asked.length > 0 && insertAsked(tx, batch.asked.map(askedRow)),
    ...batch.asked.map((asked) => asked.by.userId !== asked.order.userId && logCancellation(tx, asked)),
  ]);
  const started = new Map(rows.map((row) => [row.id, row]));
  return results.map((answer, at) => {
    const saga = started.get(requests[at]!.saga);
    return answer.kind === 'recorded' && saga ? { kind: 'recorded', saga } : answer;
  });
}

/** Decides about one request in its turn; what it changes, the next one for the same order finds. */
function recordOne(
  batch: BatchState,
  { order: id, by, why, seenRefunded, saga, trace = null }: CancellationRequest,
): RecordResult {
  const order = batch.orders.get(id);
  if (!order || (by && !by.ofOthers && by.userId !== order.userId)) return { kind: 'missing' };
  if (by?.userId === order.userId && batch.leaving.has(order.userId)) return { kind: 'leaving' };
  // Looked at again, and meanwhile it has been cancelled, or cannot be any more.
  if (!by && order.cancelAsked === null) return { kind: 'recorded' };
  const verdict: CancellationVerdict = cancellationVerdict(
    order.status,
    batch.inFlight.has(id),
    hasLeft(order),
  );
  if (verdict !== 'deferred' && verdict !== 'begin') return { kind: 'recorded' };
  const refunded = order.refunded ?? 0;
  if (seenRefunded !== undefined && seenRefunded !== refunded) return { kind: 'edited', refunded };
  const wanted: CancelReason =
    !by || by.userId === order.userId ? 'cancelled_by_customer' : 'cancelled_by_shop';
  const reason = order.cancelAsked ?? batch.marks.get(id) ?? wanted;
  const isNew = order.cancelAsked === null && !batch.marks.has(id);
  if (isNew && by) batch.asked.push({ by, why, order });
  if (order.cancelAsked === null) batch.marks.set(id, reason);
  if (verdict === 'begin') batch.inFlight.set(id, saga);
  // Its own saga may be there already: the batch is repeated, since the answer to its COMMIT was lost.
  if (batch.inFlight.get(id) === saga) {
    const data = cancelOrderData(order, reason, batch.currency);
    batch.sagas.push({ id: saga, order: id, definition: cancelOrderSaga, data, trace });
  }
  return { kind: 'recorded' };
}

const askedRow = ({ by, why, order }: BatchState['asked'][number]) => ({
  orderId: order.id,
  by: by.userId,
  reason: why ?? null,
});

function logCancellation(tx: Tx, { by, why, order }: BatchState['asked'][number]): Promise<void> {
  const { id, status } = order;
  const entry = {
    action: 'order.cancel',
    subject: `order:${id}`,
    before: { status },
    after: { status: 'cancelled' },
    reason: why,
  } as const;
  return writeAuditLog(tx, { ...by.staff, ...entry });
}
