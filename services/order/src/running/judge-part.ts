import { invalid } from '@sagashop/chassis/errors';
import type { Tx } from '@sagashop/chassis/postgres/sql';
import { lineId, placeOfLine } from '../domain/line-ids.ts';
import type { Line } from '../domain/order.ts';
import { partVerdict } from '../domain/part.ts';
import { unshipped } from '../domain/pieces.ts';
import { refuseOrder } from '../errors.ts';
import type { Cancellable } from '../store/cancellations.ts';
import { linesOf } from '../store/orders.ts';
import { refundsOf } from '../store/refunds.ts';

/** Pieces of an order's lines, as somebody names them. */
export type WantedPieces = readonly { lineId: string; quantity: number }[];

/** Decides about pieces of a locked order; refuses what cannot be cancelled. */
export async function judgePart(tx: Tx, order: Cancellable, wanted: WantedPieces) {
  const { id } = order;
  const [lines, refunds] = await Promise.all([linesOf(tx, [id]), refundsOf(tx, [id])]);
  const own = lines.get(id) ?? [];
  const verdict = partVerdict(order, own, refunds.get(id) ?? [], placesOf(id, own, wanted));
  if (verdict.kind === 'not_cancellable')
    throw refuseOrder.not_cancellable({
      orderId: id,
      left: order.status === 'pending' ? [] : leftOn(id, own),
    });
  return { lines: own, verdict };
}

/** The places of lines by their ids; refuses as validation_failed what is no line of this order. */
export function placesOf(order: string, lines: readonly Line[], wanted: WantedPieces) {
  return wanted.map(({ lineId: line, quantity }, at) => {
    const place = placeOfLine(order, lines, line);
    if (place === undefined) throw invalid(`lines.${at}.lineId`, 'is no line of this order');
    return { place, quantity };
  });
}

const leftOn = (order: string, lines: readonly Line[]) =>
  lines.map((line, place) => ({ lineId: lineId(order, place), quantity: unshipped(line) }));
