import { invalid } from '@sagashop/chassis/errors';
import type { Tx } from '@sagashop/chassis/postgres/sql';
import { afterReceipt } from '../domain/after-receipt.ts';
import type { Line } from '../domain/order.ts';
import { type Return, received } from '../domain/return.ts';
import type { Cancellable } from '../store/cancellations.ts';
import { linesOf } from '../store/orders.ts';
import { refundsOf } from '../store/refunds.ts';
import { placesOf } from './judge-part.ts';

/** Pieces that have come, and how many of them can be sold again. */
export type ReceivedLines = readonly { lineId: string; received: number; resellable: number }[];

export type JudgedReceipt = Awaited<ReturnType<typeof judgeReceipt>>;

/** What has come of a return of a locked order, and what it is worth; refuses what cannot be. */
export async function judgeReceipt(
  tx: Tx,
  order: Cancellable,
  { lines: asked }: Return,
  wanted: ReceivedLines,
) {
  const [found, refunds] = await Promise.all([linesOf(tx, [order.id]), refundsOf(tx, [order.id])]);
  const lines: readonly Line[] = found.get(order.id) ?? [];
  const named = wanted.map(({ lineId, received: quantity }) => ({ lineId, quantity }));
  const pieces = placesOf(order.id, lines, named).map(({ place, quantity }, at) => {
    const { resellable } = wanted[at]!;
    const own = asked.find((one) => one.place === place);
    if (!own) throw invalid(`lines.${at}.lineId`, 'is not among what is sent back');
    if (quantity > own.quantity) throw invalid(`lines.${at}.received`, 'is more than is sent back');
    if (resellable > quantity) throw invalid(`lines.${at}.resellable`, 'is more than was received');
    return { place, received: quantity, resellable };
  });
  const twice = pieces.findIndex(({ place }, at) => pieces.findIndex((one) => one.place === place) < at);
  if (twice >= 0) throw invalid(`lines.${twice}.lineId`, 'is there twice');
  const came = received(asked, pieces);
  if (came.every(({ received: here }) => here === 0))
    throw invalid('lines', 'must have come in part: refuse the return instead');
  const after = afterReceipt(order, lines, refunds.get(order.id) ?? [], came);
  return { lines, came, after, worth: after.worth };
}
