import { lineId } from './line-ids.ts';
import type { Line, Order } from './order.ts';
import { shareOfPieces, sharesOf } from './shares.ts';

export type RefundState = 'requested' | 'settled' | 'failed' | 'reversed';

/** Pieces of a line, by its place in the order, and what they have cost. */
export interface RefundedPieces {
  place: number;
  quantity: number;
  amount: number;
}

/** Money that goes back while its order stands. Its id is the cause of all that is done for it. */
export interface Refund {
  id: string;
  orderId: string;
  amount: number;
  lines: RefundedPieces[] | null;
  /** What staff said; null where a part was cancelled or came back without a word. */
  reason: string | null;
  /** What it is for; null where staff have granted it. */
  kind?: 'cancelled' | 'undelivered' | 'returned' | null;
  state: RefundState;
  by: string;
  createdAt: Date;
  settledAt: Date | null;
}

/** What somebody wants to have given back: an amount, or pieces of lines by their places. */
export type WantedRefund = { amount: number } | { lines: { place: number; quantity: number }[] };

export type RefundVerdict =
  | { kind: 'granted'; amount: number; lines: RefundedPieces[] | null }
  | { kind: 'nothing' }
  | { kind: 'not_refundable' }
  | { kind: 'more_than_captured'; left: number };

/** What was paid for each line of an order: the total in parts that add up to it. Fixed with the order. */
export function paidOfLines(total: number, lines: readonly Pick<Line, 'price' | 'quantity'>[]): number[] {
  return sharesOf(
    total,
    lines.map(({ price, quantity }) => price * quantity),
  );
}

/** What is left of an order's payment; one that is cancelled, or is going to be, gives back all of it. */
export function leftOf(order: Order & { cancelAsked: string | null }): number {
  if (order.status === 'cancelled' || order.cancelAsked !== null) return 0;
  return order.total - (order.refunded ?? 0);
}

/** Decides about a refund under the lock on the order's row. */
export function refundVerdict(
  order: Order & { cancelAsked: string | null },
  lines: readonly Line[],
  earlier: readonly Refund[],
  wanted: WantedRefund,
): RefundVerdict {
  if (order.status === 'pending' || !order.wasConfirmed) return { kind: 'not_refundable' };
  const left = leftOf(order);
  const pieces = 'lines' in wanted ? piecesOf(order.total, lines, earlier, wanted.lines) : null;
  if (pieces === 'too_many') return { kind: 'more_than_captured', left };
  const amount =
    'amount' in wanted ? wanted.amount : (pieces ?? []).reduce((sum, each) => sum + each.amount, 0);
  if (amount > left) return { kind: 'more_than_captured', left };
  return amount === 0 ? { kind: 'nothing' } : { kind: 'granted', amount, lines: pieces };
}

/** What the pieces have cost, behind those of the same line that were given back before. */
function piecesOf(
  total: number,
  lines: readonly Line[],
  earlier: readonly Refund[],
  wanted: { place: number; quantity: number }[],
): RefundedPieces[] | 'too_many' {
  const pieces: RefundedPieces[] = [];
  for (const { place, quantity } of wanted) {
    const before = refundedBefore(earlier, place) + sum(pieces, place);
    if (before + quantity > lines[place]!.quantity) return 'too_many';
    pieces.push({ place, quantity, amount: shareOf(total, lines, { place, before, quantity }) });
  }
  return pieces;
}

/** What so many pieces of a line have cost, behind those of which the money went back before. */
export function shareOf(
  total: number,
  lines: readonly Line[],
  { place, before, quantity }: { place: number; before: number; quantity: number },
): number {
  const line = { paid: paidOfLines(total, lines)[place]!, quantity: lines[place]!.quantity };
  return shareOfPieces(line, before, quantity);
}

/** Of how many pieces of a line the money has gone back, or is on its way. */
export function refundedBefore(earlier: readonly Refund[], place: number): number {
  const standing = earlier.filter(({ state }) => state === 'requested' || state === 'settled');
  return sum(
    standing.flatMap(({ lines }) => lines ?? []),
    place,
  );
}

const sum = (pieces: readonly RefundedPieces[], place: number) =>
  pieces.filter((each) => each.place === place).reduce((all, { quantity }) => all + quantity, 0);

/** A refund as staff see it. */
export function shownRefund(refund: Refund, currency: string) {
  const { id, orderId, amount, state, reason, by, createdAt, settledAt, lines, kind } = refund;
  return {
    id,
    amount: { amount, currency },
    state,
    cause: id,
    kind: kind ?? ('granted' as const),
    ...(reason !== null && { reason }),
    by,
    ...(lines && {
      lines: lines.map(({ place, quantity, amount: of }) => ({
        lineId: lineId(orderId, place),
        quantity,
        amount: { amount: of, currency },
      })),
    }),
    createdAt: createdAt.toISOString(),
    ...(settledAt && { settledAt: settledAt.toISOString() }),
  };
}
