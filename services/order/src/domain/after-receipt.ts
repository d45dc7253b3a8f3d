import type { GoodsState, Line, Order } from './order.ts';
import { worthOf } from './part.ts';
import { counted, goodsState } from './pieces.ts';
import type { Refund, RefundedPieces } from './refund.ts';
import type { ReturnedPieces } from './return.ts';

/** What a receipt makes of an order's lines and of a return, and what goes back for it: of what came, never of what was asked. */
export interface AfterReceipt {
  lines: Line[];
  goods: GoodsState | null;
  returned: ReturnedPieces[];
  worth: { amount: number; pieces: RefundedPieces[] };
}

/** Decides what a receipt comes to, under the lock on the order's row. `came` has each line of the return. */
export function afterReceipt(
  order: Order & { cancelAsked: string | null },
  lines: readonly Line[],
  refunds: readonly Refund[],
  came: readonly { place: number; quantity: number; received: number; resellable: number }[],
): AfterReceipt {
  const here = came.flatMap(({ place, received: quantity }) => (quantity > 0 ? [{ place, quantity }] : []));
  // What did not come can be asked for again.
  const missing = came.map(({ place, quantity, received }) => ({ place, quantity: quantity - received }));
  const after = counted(counted(lines, { returned: 1, received: 1 }, here), { asked: -1 }, missing);
  const worth = worthOf(order, lines, refunds, here);
  const amounts = new Map(worth.pieces.map((piece) => [piece.place, piece.amount]));
  const returned = came.map((one) => ({ ...one, amount: amounts.get(one.place) ?? 0 }));
  return { lines: after, goods: goodsState(after, order.goods === 'failed'), returned, worth };
}
