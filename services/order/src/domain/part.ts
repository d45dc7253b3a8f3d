import type { GoodsState, Line, Order } from './order.ts';
import { counted, goodsState, summed, unshipped } from './pieces.ts';
import { leftOf, type Refund, type RefundedPieces, refundedBefore, shareOf } from './refund.ts';
import { isOpen, type Shipment, shrunken } from './shipment.ts';

/** Pieces of an order that were cancelled while the rest of it stands. Its id is the cause of all that is done for it. */
export interface CancelledPart {
  id: string;
  orderId: string;
  /** What goes back for them, in minor units. */
  amount: number;
  lines: RefundedPieces[];
  reason: string | null;
  by: string;
  createdAt: Date;
  settledAt: Date | null;
}

/** `whole`: these are all the pieces that the order still has, and none has left the shop: it is cancelled as a whole. */
export type PartVerdict =
  | { kind: 'part'; amount: number; pieces: RefundedPieces[] }
  | { kind: 'whole' }
  | { kind: 'not_cancellable' };

/** Decides about cancelling pieces of lines, by their places, under the lock on the order's row. */
export function partVerdict(
  order: Order & { cancelAsked: string | null },
  lines: readonly Line[],
  earlier: readonly Refund[],
  wanted: readonly { place: number; quantity: number }[],
): PartVerdict {
  if (order.status === 'pending' || order.status === 'cancelled' || !order.wasConfirmed)
    return { kind: 'not_cancellable' };
  const pieces = summed(wanted);
  if (order.cancelAsked !== null || pieces.some(({ place, quantity }) => quantity > unshipped(lines[place]!)))
    return { kind: 'not_cancellable' };
  const after = counted(lines, { cancelled: 1 }, pieces);
  const nothingLeft = after.every((line) => line.quantity === line.counts?.cancelled);
  if (nothingLeft) return { kind: 'whole' };
  return { kind: 'part', ...worthOf(order, lines, earlier, pieces) };
}

/**
 * What goes back for pieces: what was paid for them, behind those of the same line that were given back before, and no more
 * than is left of the order's payment.
 */
export function worthOf(
  order: Order & { cancelAsked: string | null },
  lines: readonly Line[],
  earlier: readonly Refund[],
  wanted: readonly { place: number; quantity: number }[],
): { amount: number; pieces: RefundedPieces[] } {
  let left = leftOf(order);
  const pieces = wanted.map(({ place, quantity }) => {
    const before = refundedBefore(earlier, place);
    const owed = Math.min(quantity, Math.max(0, lines[place]!.quantity - before));
    const amount = Math.min(left, shareOf(order.total, lines, { place, before, quantity: owed }));
    left -= amount;
    return { place, quantity, amount };
  });
  return { amount: pieces.reduce((sum, { amount }) => sum + amount, 0), pieces };
}

/** An order's lines once pieces of it are cancelled, and the parcels that lose them; one that is empty then is cancelled. */
export function afterPart(
  { goods }: Pick<Order, 'goods'>,
  lines: readonly Line[],
  shipments: readonly Shipment[],
  pieces: readonly { place: number; quantity: number }[],
): { lines: Line[]; goods: GoodsState | null; parcels: Shipment[] } {
  const after = counted(lines, { cancelled: 1 }, pieces);
  const parcels = shrunken(after, shipments).map((one) => (isOpen(one) ? one : { ...one, nth: one.nth + 1 }));
  return { lines: after, goods: goodsState(after, goods === 'failed'), parcels };
}
