import { refuse } from '@sagashop/chassis/errors';
import type { Tx } from '@sagashop/chassis/postgres/sql';
import { type ActVerdict, actVerdict } from '../domain/parcel-act.ts';
import type { Act, Shipment } from '../domain/shipment.ts';
import { isStopped } from '../domain/withdrawal.ts';
import { refuseOrder } from '../errors.ts';
import type { Cancellable } from '../store/cancellations.ts';
import { linesOf } from '../store/orders.ts';
import { refundsOf } from '../store/refunds.ts';
import { shipmentsOf, wasMovedSince } from '../store/shipments.ts';
import { withdrawalsOf } from '../store/withdrawals.ts';

/** What an act comes to. */
export type Acted = Extract<ActVerdict, { after: Shipment }>;

/**
 * Decides about a parcel of a locked order. Refuses as wrong_state what the parcel's state does not allow, and that nobody was
 * there again before it was handed over again or went to another day; as not_shippable the hand-over of what is cancelled or
 * is going to be, and as order_withdrawn of what its customer has withdrawn from.
 */
export async function judgeAct(
  tx: Tx,
  order: Cancellable,
  { shipment, act }: { shipment: string; act: Act },
): Promise<{ before: Shipment; verdict: Acted }> {
  const [lines, all, withdrawals] = await Promise.all([
    linesOf(tx, [order.id]),
    shipmentsOf(tx, [order.id]),
    withdrawalsOf(tx, [order.id]),
  ]);
  const parcel = all.get(order.id)?.find(({ id }) => id === shipment);
  if (!parcel) throw refuse.not_found();
  const others = all.get(order.id)!.filter(({ id }) => id !== parcel.id);
  const fails = act === 'failure';
  const [refunds, again] = await Promise.all([
    fails ? refundsOf(tx, [order.id]) : new Map<string, never>(),
    // Somebody who says it twice was there once: they have to have been sent there again before it counts.
    fails && parcel.state === 'failed' && wasMovedSince(tx, parcel),
  ]);
  const about = { parcel, others, refunds: refunds.get(order.id) ?? [], again };
  const verdict = actVerdict(order, lines.get(order.id)!, about, act);
  if (verdict.kind === 'not_shippable') throw refuseOrder.not_shippable({ orderId: order.id });
  if (verdict.kind === 'wrong_state')
    throw refuseOrder.wrong_state({ orderId: order.id, state: parcel.state });
  const goesOut = act === 'packing' || act === 'handover';
  if (goesOut && isStopped(parcel, lines.get(order.id)!, withdrawals.get(order.id) ?? []))
    throw refuseOrder.order_withdrawn({ orderId: order.id });
  return { before: parcel, verdict };
}
