import type { Exchange } from './exchange.ts';
import type { Line, Order } from './order.ts';
import { type Refund, shownRefund } from './refund.ts';
import type { Return } from './return.ts';
import { type Shipment, type ShipmentAct, shownShipment } from './shipment.ts';
import { shownWhole } from './shown-order.ts';
import { type ShownFor, shownReturn } from './shown-return.ts';
import { shownWithdrawal, type Withdrawal } from './withdrawal.ts';

/** Who gets an order, as they were when it was placed; empty once its customer has left. */
export interface Recipient {
  name: string;
  email: string;
  address: string | null;
  phone: string | null;
}

/** When what an order's customer cares for happened; ISO 8601, UTC. What has not happened is absent. */
export interface Milestones {
  placedAt: string;
  confirmedAt?: string;
  paidAt?: string;
  cancelledAt?: string;
  refundedAt?: string;
}

interface Receipt {
  order: Order;
  lines: readonly Line[];
  /** Nobody once the customer has left. */
  recipient: Recipient | undefined;
  milestones: Milestones;
  /** What was given back while the order stood. */
  refunds: readonly Refund[];
  /** Its parcels. */
  shipments?: readonly { shipment: Shipment; acts: readonly ShipmentAct[] }[];
  returns?: readonly Return[];
  /** What its customer has withdrawn from, and whether they can. */
  withdrawals?: { all: readonly Withdrawal[]; possible: boolean };
  /** Orders that were placed for its returns, or that which it was placed for. */
  exchanges?: readonly Exchange[];
}

/**
 * An order as its owner and staff see it: with who gets it, with what has happened when, and with what has gone back, of
 * which staff alone are told who granted it and why.
 */
export function receiptOf(receipt: Receipt, by: ShownFor) {
  const { currency, forStaff } = by;
  const { order, lines, recipient, milestones, refunds, shipments, returns, withdrawals } = receipt;
  const { exchanges = [] } = receipt;
  const placedFor = exchanges.find(({ orderId }) => orderId === order.id);
  const granted = refunds.map((refund) => {
    const { reason, by, ...rest } = shownRefund(refund, currency);
    return forStaff ? { ...rest, ...(reason !== undefined && { reason }), by } : rest;
  });
  return {
    ...shownWhole(order, lines, currency),
    ...(recipient && shownRecipient(recipient)),
    milestones,
    refunds: [...granted, ...wholeRefund(receipt, currency)],
    ...(shipments && {
      shipments: shipments.map(({ shipment, acts }) => shownShipment(shipment, acts, forStaff)),
    }),
    ...(returns && { returns: returns.map((one) => shownReturn(one, { ...by, exchanges })) }),
    ...(placedFor && {
      exchangeOf: {
        orderId: placedFor.ofOrder,
        number: String(placedFor.ofNumber),
        returnId: placedFor.returnId,
      },
    }),
    ...(withdrawals && {
      withdrawable: withdrawals.possible,
      withdrawals: withdrawals.all.map((one) => shownWithdrawal(one, lines, forStaff)),
    }),
  };
}

/** What was left when the order was cancelled. It is read off the order, and stored nowhere. */
function wholeRefund({ order, milestones }: Receipt, currency: string) {
  const amount = order.total - (order.refunded ?? 0);
  if (order.status !== 'cancelled' || !order.wasConfirmed || amount === 0) return [];
  const { placedAt, cancelledAt = placedAt, refundedAt } = milestones;
  const state = refundedAt ? ('settled' as const) : ('requested' as const);
  const money = { amount, currency };
  const kind = 'cancelled' as const;
  const settled = refundedAt && { settledAt: refundedAt };
  return [{ id: order.id, amount: money, state, cause: order.id, kind, createdAt: cancelledAt, ...settled }];
}

function shownRecipient({ name, email, phone, address }: Recipient) {
  return {
    recipient: { name, email, ...(phone !== null && { phone }) },
    ...(address !== null && { address }),
  };
}
