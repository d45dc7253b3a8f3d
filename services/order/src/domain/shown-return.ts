import { lineId } from './line-ids.ts';
import type { Return } from './return.ts';

/** A return as its customer sees it, or staff, who are told who did what. */
export function shownReturn(one: Return, currency: string, forStaff: boolean) {
  const { id, orderId, kind, state, exchange, reason, photo, answer, amount, receipt } = one;
  return {
    ...{ id, orderId, kind, state },
    lines: one.lines.map(({ place, quantity, received, resellable, amount: of }) => ({
      lineId: lineId(orderId, place),
      quantity,
      ...(received !== undefined && { received }),
      ...(resellable !== undefined && { resellable }),
      ...(of !== undefined && { amount: { amount: of, currency } }),
    })),
    ...(exchange && { exchange: { lines: exchange } }),
    ...(reason !== null && { reason }),
    ...(photo && { photo }),
    ...(answer !== null && { answer }),
    ...(amount !== null && { amount: { amount, currency } }),
    ...(receipt !== null && { receiptId: receipt }),
    ...timesOf(one),
    ...(forStaff && peopleOf(one)),
  };
}

const timesOf = ({ createdAt, approvedAt, refusedAt, receivedAt, settledAt }: Return) => ({
  createdAt: createdAt.toISOString(),
  ...(approvedAt && { approvedAt: approvedAt.toISOString() }),
  ...(refusedAt && { refusedAt: refusedAt.toISOString() }),
  ...(receivedAt && { receivedAt: receivedAt.toISOString() }),
  ...(settledAt && { settledAt: settledAt.toISOString() }),
});

const peopleOf = ({ by, approvedBy, refusedBy, receivedBy }: Return) => ({
  by,
  ...(approvedBy && { approvedBy }),
  ...(refusedBy && { refusedBy }),
  ...(receivedBy && { receivedBy }),
});
