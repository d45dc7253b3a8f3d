import { type Facts, type Invariant, inFlight, type SagaPart } from './facts.ts';
import { PIECE_INVARIANTS } from './piece-invariants.ts';
import { REFUND_INVARIANTS, wholeIsBack } from './refund-invariants.ts';
import { RETURN_INVARIANTS } from './return-invariants.ts';
import { WITHDRAWAL_INVARIANTS } from './withdrawal-invariants.ts';

/** How long a saga may be unfinished after its deadline before its pivot; DESIGN's `expiresAt` is as far. */
const GRACE = 60; // seconds

const CONFIRMED = new Set(['confirmed', 'shipped', 'delivered', 'returned']);
const ACTIVE = new Set(['held', 'captured', 'reserved', 'taken', 'booked']);

const confirmed = (facts: Facts) => CONFIRMED.has(facts.order?.status ?? '') && !inFlight(facts);
const cancelled = (facts: Facts) => facts.order?.status === 'cancelled' && !inFlight(facts);
const captures = (facts: Facts) => facts.payment?.captures ?? 0;
/** Cancelled after it had been confirmed: its payment says so, or the saga that cancelled it. */
const taken = (facts: Facts) =>
  captures(facts) > 0 || (facts.order?.sagas ?? []).some((saga) => saga.name === 'cancel-order');
const cancelledBefore = (facts: Facts) => cancelled(facts) && !taken(facts);
const cancelledAfter = (facts: Facts) => cancelled(facts) && taken(facts);
/** But for those about an order that stood: money that went back, another day of delivery, parts, parcels, returns and withdrawals. */
const messages = (part: Facts['notify']) => {
  if (!part) return 0;
  const { messages, refunds = 0, moves = 0, parts = 0, parcels = 0, returns = 0, withdrawals = 0 } = part;
  return messages - refunds - moves - parts - parcels - returns - withdrawals;
};
const active = (part: { state: string } | undefined) => part !== undefined && ACTIVE.has(part.state);

/** What the shop promises of each order, across all services. */
export const INVARIANTS: readonly Invariant[] = [
  {
    name: 'a confirmed order has exactly one capture of its total',
    concerns: confirmed,
    holds: ({ order, payment }) =>
      payment?.captures === 1 && payment.captured === order!.total && payment.state === 'captured',
  },
  {
    name: 'a confirmed order has its goods taken',
    concerns: confirmed,
    holds: ({ order, stock }) => stock?.state === 'taken' && sameGoods(order!.lines, stock.lines),
  },
  {
    name: 'a confirmed order has one courier',
    concerns: confirmed,
    holds: ({ delivery }) => delivery?.state === 'booked',
  },
  {
    name: 'a confirmed order has the day of its delivery',
    // A move is told by an event: until the order has taken it over, it says the day before.
    concerns: (facts) =>
      confirmed(facts) && facts.order?.day !== undefined && !facts.order.moving && !facts.delivery?.telling,
    holds: ({ order, delivery }) => delivery?.state !== 'booked' || order!.day === delivery.date,
  },
  {
    name: 'a confirmed order has one message',
    concerns: confirmed,
    holds: ({ notify }) => messages(notify) === 1 && notify?.confirmations === 1,
  },
  {
    name: 'an order cancelled before confirmation has nothing taken and nothing held',
    concerns: cancelledBefore,
    holds: ({ payment, stock, delivery }) => !active(payment) && !active(stock) && !active(delivery),
  },
  {
    name: 'an order cancelled after confirmation has its capture refunded, once',
    concerns: cancelledAfter,
    holds: wholeIsBack,
  },
  {
    name: 'an order cancelled after confirmation has its goods back',
    concerns: cancelledAfter,
    holds: ({ order, stock }) => stock?.state === 'returned' && sameGoods(order!.lines, stock.lines),
  },
  {
    name: 'an order cancelled after confirmation has its courier free',
    concerns: cancelledAfter,
    holds: ({ delivery }) => delivery?.state === 'cancelled',
  },
  {
    name: 'an order cancelled after confirmation has one message of each',
    concerns: cancelledAfter,
    holds: ({ notify }) =>
      messages(notify) === 2 && notify?.confirmations === 1 && notify.cancellations === 1,
  },
  ...REFUND_INVARIANTS,
  ...PIECE_INVARIANTS,
  ...RETURN_INVARIANTS,
  ...WITHDRAWAL_INVARIANTS,
  {
    name: 'no orphan hold, reservation or booking',
    concerns: ({ payment, stock, delivery }) => active(payment) || active(stock) || active(delivery),
    holds: ({ order }) => order !== undefined,
  },
  {
    name: 'the price charged is the price agreed',
    concerns: (facts) => captures(facts) > 0,
    holds: ({ order, payment }) =>
      order === undefined || (payment!.captured === order.agreed && payment!.user === order.user),
  },
  {
    name: 'every saga ends',
    concerns: ({ order }) => order !== undefined,
    holds: ({ order }) => {
      const { status, sagas } = order!;
      if (status === 'pending') return sagas.length > 0 && !sagas.some(stuck);
      // Behind its pivot a saga is tried for ever; one that cancels is behind it when the order is cancelled.
      return status !== 'confirmed' || !sagas.some((saga) => saga.name === 'cancel-order' && stuck(saga));
    },
  },
  {
    name: 'an order is settled when its saga has ended',
    concerns: (facts) => (facts.order?.sagas.length ?? 0) > 0 && !inFlight(facts),
    holds: ({ order }) => order!.status !== 'pending',
  },
];

/** Parked sagas wait for an operator; they are listed with the orders in flight. */
function stuck(saga: SagaPart): boolean {
  return !saga.ended && saga.state !== 'parked' && saga.overdueSeconds > GRACE;
}

type Lines = readonly { product: string; quantity: number }[];

function sameGoods(ordered: Lines, reserved: Lines): boolean {
  const text = (lines: Lines) =>
    lines
      .map((line) => `${line.product} ${line.quantity}`)
      .sort()
      .join('\n');
  return text(ordered) === text(reserved);
}

/** The names of the invariants that an order breaks. */
export function broken(facts: Facts): string[] {
  return INVARIANTS.filter((rule) => rule.concerns(facts) && !rule.holds(facts)).map((rule) => rule.name);
}
