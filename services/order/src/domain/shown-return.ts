import type { Exchange } from './exchange.ts';
import { lineId } from './line-ids.ts';
import type { Return } from './return.ts';
import { hasExpired } from './return-term.ts';

export interface ShownFor {
  currency: string;
  /** Where goods are sent back to; undefined where the shop has not said. */
  sendTo?: string | undefined;
  forStaff: boolean;
  /** The orders that were placed for returns. */
  exchanges?: readonly Exchange[];
}

/** What is wanted for a return, and what has become of that. */
function shownExchange(
  { id, exchange, agreed, exchanged, notExchanged }: Return,
  { currency, exchanges }: { currency: string; exchanges: readonly Exchange[] },
) {
  const placed = exchanges.find(({ returnId, number }) => returnId === id && number !== null);
  return {
    lines: exchange!.map(({ price, ...line }) => ({
      ...line,
      ...(price !== undefined && { price: { amount: price, currency } }),
    })),
    ...(agreed !== null && { agreed: { amount: agreed, currency } }),
    ...(exchanged && { state: exchanged }),
    ...(notExchanged !== null && { reason: notExchanged }),
    ...(placed && { orderId: placed.orderId, number: String(placed.number) }),
  };
}

/** A return as its customer sees it, or staff, who are told who did what. */
export function shownReturn(one: Return, { currency, sendTo, forStaff, exchanges = [] }: ShownFor) {
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
    ...(exchange && { exchange: shownExchange(one, { currency, exchanges }) }),
    ...(reason !== null && { reason }),
    ...(photo && { photo, photoUrl: `/api/returns/${id}/photo` }),
    ...(answer !== null && { answer }),
    ...(amount !== null && { amount: { amount, currency } }),
    ...(receipt !== null && { receiptId: receipt }),
    ...(state === 'approved' && sendTo && { sendTo }),
    ...(state === 'approved' && one.comeBy !== null && { comeBy: one.comeBy }),
    ...(hasExpired(one) && { expired: true }),
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
