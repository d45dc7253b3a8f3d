import { refuse } from '@sagashop/chassis/errors';
import type { KeyUse } from '@sagashop/chassis/guards/idempotency';
import type { Trace } from '@sagashop/chassis/observe/trace-context';
import type { Sql } from '@sagashop/chassis/postgres/sql';
import { newId } from '@sagashop/kernel/ids';
import type { SagaRow } from '@sagashop/saga/log';
import { cancellationVerdict, hasLeft } from '../domain/cancellation.ts';
import { refundedMeanwhile } from '../errors.ts';
import type { Asker } from '../running/asker.ts';
import type { OrderSignals } from '../running/order-signals.ts';
import { deferredCancellations, type OrderProgress } from '../store/cancellations.ts';
import type { CancellationRequest, RecordResult } from './cancellation-recorder.ts';

export interface Cancelling {
  sql: Sql;
  record(request: CancellationRequest): Promise<RecordResult>;
  /** How an order stands; one query for all who look at once. */
  look(order: string): Promise<OrderProgress | undefined>;
  run(saga: SagaRow): void;
  signals: OrderSignals;
}

export interface CancelRequest {
  order: string;
  by: Asker;
  why?: string | undefined;
  seenRefunded?: number | undefined;
  trace?: Trace;
  use: KeyUse | undefined;
  /** How many ms to wait for the order to be cancelled. */
  wait: number;
}

/** `known`: the key was used before, for this. `outcome` is undefined while the order is neither cancelled nor past it. */
export interface CancelAnswer {
  known: boolean;
  order: OrderProgress;
  outcome: 'cancelled' | 'too_late' | undefined;
}

/** Without a signal from this process, which may not be the one that runs the saga, it is looked at so often. */
const LOOK = 250; // ms
/** Cancelled is told when all is given back, or this long after it was decided, whichever is first. */
const LONGEST_AFTER_DECISION = 1000; // ms
const AT_ONCE = 100; // deferred cancellations

/**
 * Cancels an order and waits for it. Refuses with 404 what is not there or another's, with 401 a customer who is
 * leaving, with 409 where not as much has gone back of it as they saw, and with 422 a key that was used for something
 * else. A request that comes while the order is being placed or cancelled is deferred, and never lost.
 */
export async function cancelOrder(cancelling: Cancelling, request: CancelRequest): Promise<CancelAnswer> {
  const { order, by, why, seenRefunded, trace = null } = request;
  const use = request.use && { ...request.use, subject: newId() };
  const recorded = await record(cancelling, { order, by, why, seenRefunded, use, trace, saga: newId() });
  if (recorded.kind === 'missing') throw refuse.not_found();
  if (recorded.kind === 'leaving') throw refuse.not_signed_in();
  if (recorded.kind === 'edited') throw refundedMeanwhile(seenRefunded!, recorded.refunded);
  if (recorded.kind === 'known') {
    // The fingerprint covers the order: one that is the same tells that the order is there, and the caller's.
    if (recorded.fingerprint !== use!.fingerprint) throw refuse.idempotency_key_reused();
    const progress = (await cancelling.look(order))!;
    return { known: true, order: progress, outcome: outcomeOf(progress) };
  }
  return { known: false, ...(await settled(cancelling, request)) };
}

/** Starts the deferred cancellations of orders whose sagas have ended. */
export async function startDeferred(cancelling: Cancelling): Promise<void> {
  for (;;) {
    const orders = await deferredCancellations(cancelling.sql, AT_ONCE);
    await Promise.all(orders.map((order) => record(cancelling, deferred(order))));
    if (orders.length < AT_ONCE) return;
  }
}

const deferred = (order: string): CancellationRequest => ({ order, by: null, use: undefined, saga: newId() });

async function record({ record, run }: Cancelling, request: CancellationRequest): Promise<RecordResult> {
  const recorded = await record(request);
  if (recorded.kind === 'recorded' && recorded.saga) run(recorded.saga);
  return recorded;
}

async function settled(
  cancelling: Cancelling,
  { order: id, wait, trace = null }: CancelRequest,
): Promise<Omit<CancelAnswer, 'known'>> {
  const until = performance.now() + wait;
  let tellAt = Number.POSITIVE_INFINITY;
  for (;;) {
    // Before the order is looked at, so that nothing happens unheard between the two.
    const signal = cancelling.signals.wait(id, Math.max(0, Math.min(LOOK, until - performance.now())));
    const order = (await cancelling.look(id))!;
    const outcome = outcomeOf(order);
    const now = performance.now();
    if (outcome) tellAt = Math.min(tellAt, now + LONGEST_AFTER_DECISION);
    if (now >= until || (outcome && (!order.inFlight || now >= tellAt))) return { order, outcome };
    if (cancellationVerdict(order.status, order.inFlight, hasLeft(order)) === 'begin')
      await record(cancelling, { ...deferred(id), trace });
    await signal;
  }
}

function outcomeOf(order: OrderProgress): CancelAnswer['outcome'] {
  const verdict = cancellationVerdict(order.status, order.inFlight, hasLeft(order));
  return verdict === 'cancelled' || verdict === 'too_late' ? verdict : undefined;
}
