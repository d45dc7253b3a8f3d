import type { Staff } from '@sagashop/audit-log/staff-of';
import { differences, writeAuditLog } from '@sagashop/audit-log/write-audit-log';
import { invalid, refuse } from '@sagashop/chassis/errors';
import {
  claimKeys,
  findKeys,
  type KeptKey,
  type KeyUse,
  nameOfKey,
} from '@sagashop/chassis/guards/idempotency';
import type { Trace } from '@sagashop/chassis/observe/trace-context';
import type { Sql, Tx } from '@sagashop/chassis/postgres/sql';
import { newId } from '@sagashop/kernel/ids';
import { money } from '@sagashop/kernel/money';
import type { SagaRow } from '@sagashop/saga/log';
import { insertSagas } from '@sagashop/saga/log-postgres';
import type { Line } from '../domain/order.ts';
import { type Refund, refundVerdict, type WantedRefund } from '../domain/refund.ts';
import { refundedMeanwhile, refuseOrder } from '../errors.ts';
import { placesOf } from '../running/judge-part.ts';
import { refundOrderData, refundOrderSaga } from '../sagas/refund-order.ts';
import { type Cancellable, lockToCancel } from '../store/cancellations.ts';
import { departingCustomers } from '../store/departing-users.ts';
import { linesOf } from '../store/orders.ts';
import { insertRefund, refundsOf } from '../store/refunds.ts';

/** What is asked for, as it came: an amount in minor units, or pieces of lines. */
export interface RefundRequest {
  order: string;
  wanted: { amount: number } | { lines: readonly { lineId: string; quantity: number }[] };
  reason: string;
  /** What had gone back of it when they looked, in minor units: where that is not so any more, nothing is done. */
  seenRefunded?: number | undefined;
  by: Staff;
  trace: Trace;
  use: KeyUse;
}

/** `known`: the key was used before, by a request with this fingerprint. */
export type RecordedRefund =
  | { kind: 'known'; kept: KeptKey }
  | { kind: 'recorded'; subject: string; sagas: SagaRow[] };

/**
 * Grants a refund under the lock on its order's row, and writes it with its key and its saga in one transaction. Refuses
 * with 404 what is not there, with 409 what was not paid or is more than is left, with 422 what makes no sense.
 */
export async function recordRefund(
  sql: Sql,
  request: RefundRequest,
  { currency, owner }: { currency: string; owner: number },
): Promise<RecordedRefund> {
  const claim = { ...request.use, subject: newId() };
  return sql.begin(async (tx): Promise<RecordedRefund> => {
    const leaving = await departingCustomers(tx, [request.order]);
    if (!(await claimKeys(tx, [claim])).has(claim.subject))
      return { kind: 'known', kept: (await findKeys(tx, [claim])).get(nameOfKey(claim))! };
    const [order] = await lockToCancel(tx, [request.order]);
    if (!order) throw refuse.not_found();
    if (leaving.size > 0) throw refuseOrder.not_refundable({ orderId: order.id });
    const { by, reason, wanted, seenRefunded } = request;
    const refunded = order.refunded ?? 0;
    if (seenRefunded !== undefined && seenRefunded !== refunded)
      throw refundedMeanwhile(seenRefunded, refunded);
    const granted = await grantRefund(tx, order, wanted, currency);
    const refund = { ...granted, id: claim.subject, orderId: order.id, reason, by: by.actor.id };
    const data = refundOrderData(order, refund, currency);
    const saga = { id: newId(), order: order.id, definition: refundOrderSaga, data, trace: request.trace };
    const [rows] = await Promise.all([
      insertSagas(tx, [saga], owner),
      insertRefund(tx, refund),
      logRefund(tx, order, refund, request),
    ]);
    return { kind: 'recorded', subject: refund.id, sagas: rows };
  }) as Promise<RecordedRefund>;
}

/** Decides about a refund of a locked order; refuses what cannot be granted. */
export async function grantRefund(
  tx: Tx,
  order: Cancellable,
  wanted: RefundRequest['wanted'],
  currency: string,
): Promise<Pick<Refund, 'amount' | 'lines'>> {
  const [lines, refunds] = await Promise.all([linesOf(tx, [order.id]), refundsOf(tx, [order.id])]);
  const own = lines.get(order.id) ?? [];
  const verdict = refundVerdict(order, own, refunds.get(order.id) ?? [], placed(order.id, own, wanted));
  if (verdict.kind === 'nothing') throw invalid('lines', 'have cost nothing that could be given back');
  if (verdict.kind === 'not_refundable') throw refuseOrder.not_refundable({ orderId: order.id });
  if (verdict.kind === 'more_than_captured')
    throw refuseOrder.more_than_captured({ orderId: order.id, left: money(verdict.left, currency) });
  return { amount: verdict.amount, lines: verdict.lines };
}

const placed = (order: string, lines: readonly Line[], wanted: RefundRequest['wanted']): WantedRefund =>
  'amount' in wanted ? wanted : { lines: placesOf(order, lines, wanted.lines) };

function logRefund(
  tx: Tx,
  { id: order, refunded }: Cancellable,
  { id, amount }: Pick<Refund, 'id' | 'amount'>,
  { by, reason }: RefundRequest,
): Promise<void> {
  const before = refunded ?? 0;
  const changes = differences({ refunded: before }, { refunded: before + amount });
  return writeAuditLog(tx, {
    ...by,
    id,
    action: 'order.refund',
    subject: `order:${order}`,
    ...changes,
    reason,
  });
}
