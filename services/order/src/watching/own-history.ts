import type { Sql } from '@sagashop/chassis/postgres/sql';
import { money } from '@sagashop/kernel/money';
import { decodeState } from '@sagashop/saga/encode';
import type { StepState } from '@sagashop/saga/state';
import type { HistoryEvent } from '@sagashop/vocabulary/history-call';
import { lineId } from '../domain/line-ids.ts';
import type { Order } from '../domain/order.ts';
import type { CancelledPart } from '../domain/part.ts';
import { type Refund, shownRefund } from '../domain/refund.ts';
import type { Withdrawal } from '../domain/withdrawal.ts';
import { milestonesOf } from '../sagas/milestones.ts';
import { keyed } from '../sagas/timeline.ts';
import { type Note, notesOf } from '../store/notes.ts';
import {
  type AskedCancellation,
  cancellationOf,
  type LoggedChange,
  loggedChanges,
} from '../store/order-history.ts';
import { linesOf } from '../store/orders.ts';
import { partsOf } from '../store/parts.ts';
import { refundsOf } from '../store/refunds.ts';
import { returnsOf } from '../store/returns.ts';
import { type SagaOfOrder, sagasOfOrder } from '../store/sagas.ts';
import { withdrawalsOf } from '../store/withdrawals.ts';
import { returnEvents } from './return-events.ts';

const MOST_NOTES = 500;
/** What the log says of these, their own rows say better. */
const TOLD = new Set([
  ...['order.refund', 'order.cancel-part', 'order.note'],
  ...['return.ask', 'return.approve', 'return.refuse', 'return.receive'],
]);

/** What has happened to an order by this service's own rows, in no order. */
export async function ownHistory(sql: Sql, order: Order, currency: string): Promise<HistoryEvent[]> {
  const { id } = order;
  const [lines, sagas, refunds, parts, returns, withdrawals, asked, notes, changes] = await Promise.all([
    linesOf(sql, [id]),
    sagasOfOrder(sql, id),
    refundsOf(sql, [id]),
    partsOf(sql, [id]),
    returnsOf(sql, [id]),
    withdrawalsOf(sql, [id]),
    cancellationOf(sql, id),
    notesOf(sql, id, { limit: MOST_NOTES }),
    loggedChanges(sql, id),
  ]);
  const pieces = lines.get(id)!.reduce((sum, { quantity }) => sum + quantity, 0);
  return [
    {
      ...{ at: order.createdAt.toISOString(), kind: 'order.placed', by: order.userId },
      data: { number: String(order.number), total: money(order.total, currency), pieces },
    },
    ...sagas.flatMap(stepEvents),
    // Before what came of it, which may bear the same millisecond.
    ...(asked ? [askedEvent(order, asked)] : []),
    ...outcomeEvents(order, sagas),
    ...(refunds.get(id) ?? [])
      .filter(({ kind }) => !kind)
      .flatMap((refund) => refundEvents(refund, currency)),
    ...(parts.get(id) ?? []).flatMap((part) => partEvents(part, currency)),
    ...(returns.get(id) ?? []).flatMap((one) => returnEvents(one, currency)),
    ...(withdrawals.get(id) ?? []).flatMap(withdrawalEvents),
    ...notes.map(noteEvent),
    ...changes.filter(({ action }) => isUntold(action, asked)).map(changeEvent),
  ];
}

const isUntold = (action: string, asked: AskedCancellation | undefined) =>
  !TOLD.has(action) && !(asked && action === 'order.cancel');

function stepEvents({ id, definition, data }: SagaOfOrder): HistoryEvent[] {
  return decodeState(data).steps.map(
    ({ name, phase, status, attempts, reply, startedAt, endedAt }: StepState) => ({
      at: endedAt ?? startedAt,
      kind: 'saga.step',
      data: {
        ...{ saga: definition, sagaId: id },
        ...keyed(definition, { name, phase, status, attempts }),
        ...(reply && reply.kind !== 'done' && { code: 'code' in reply ? reply.code : reply.kind }),
      },
    }),
  );
}

function outcomeEvents(order: Order, sagas: readonly SagaOfOrder[]): HistoryEvent[] {
  const { confirmedAt, cancelledAt } = milestonesOf(order, sagas);
  const reason = order.reason === null ? {} : { reason: order.reason };
  return [
    ...(confirmedAt ? [{ at: confirmedAt, kind: 'order.confirmed', data: {} }] : []),
    ...(cancelledAt ? [{ at: cancelledAt, kind: 'order.cancelled', data: reason }] : []),
  ];
}

function askedEvent({ userId }: Order, { by, reason, at }: AskedCancellation): HistoryEvent {
  const data = { for: by === userId ? 'customer' : 'shop', ...(reason !== null && { reason }) };
  return { at: at.toISOString(), kind: 'cancellation.asked', by, data };
}

function refundEvents(refund: Refund, currency: string): HistoryEvent[] {
  const { id, amount, reason, lines = [] } = shownRefund(refund, currency);
  const granted = { id, amount, reason, ...(lines.length > 0 && { lines }) };
  const { createdAt, settledAt, by } = refund;
  return [
    { at: createdAt.toISOString(), kind: 'refund.granted', by, data: granted },
    ...(settledAt ? [{ at: settledAt.toISOString(), kind: 'refund.settled', data: { id, amount } }] : []),
  ];
}

function partEvents(part: CancelledPart, currency: string): HistoryEvent[] {
  const { id, orderId, reason, createdAt, settledAt, by } = part;
  const lines = part.lines.map(({ place, quantity }) => ({ lineId: lineId(orderId, place), quantity }));
  const data = { id, amount: money(part.amount, currency), lines, ...(reason !== null && { reason }) };
  return [
    { at: createdAt.toISOString(), kind: 'part.cancelled', by, data },
    ...(settledAt ? [{ at: settledAt.toISOString(), kind: 'part.settled', data: { id } }] : []),
  ];
}

function withdrawalEvents(withdrawal: Withdrawal): HistoryEvent[] {
  const { id, orderId, state, createdAt, endedAt, dueAt, by, name } = withdrawal;
  const lines = withdrawal.lines.map(({ place, quantity }) => ({ lineId: lineId(orderId, place), quantity }));
  const data = { id, lines, until: dueAt.toISOString(), ...(name !== null && { name }) };
  const declared = { at: createdAt.toISOString(), kind: 'withdrawal.confirmed', ...(by && { by }), data };
  return endedAt
    ? [declared, { at: endedAt.toISOString(), kind: `withdrawal.${state}`, data: { id } }]
    : [declared];
}

const noteEvent = ({ id, text, by, at, editedAt }: Note): HistoryEvent => ({
  at: at.toISOString(),
  kind: 'note',
  by,
  data: { id, text, ...(editedAt && { editedAt: editedAt.toISOString() }) },
});

const changeEvent = ({ id, at, actor, action, before, after, reason }: LoggedChange): HistoryEvent => ({
  at: at.toISOString(),
  kind: 'staff.change',
  by: actor,
  data: { id, action, before, after, ...(reason !== null && { reason }) },
});
