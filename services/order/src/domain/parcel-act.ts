import type { GoodsState, Line, Order } from './order.ts';
import { worthOf } from './part.ts';
import { counted, goodsState, summed } from './pieces.ts';
import type { Refund, RefundedPieces } from './refund.ts';
import { type Act, freePieces, isOpen, type Shipment, stateAfter } from './shipment.ts';

type Locked = Order & { cancelAsked: string | null };

/** What an act makes of a parcel and of its order's lines; `worth`: what goes back with a parcel that came back. */
export type ActVerdict =
  | {
      kind: 'acted';
      after: Shipment;
      lines: Line[];
      goods: GoodsState | null;
      worth: { amount: number; pieces: RefundedPieces[] };
    }
  | { kind: 'wrong_state' }
  | { kind: 'not_shippable' };

/** A parcel that somebody acts on, among all of its order; `again`: nobody being there counts once more. */
export interface ActedOn {
  parcel: Shipment;
  others: readonly Shipment[];
  refunds: readonly Refund[];
  again: boolean;
}

/**
 * Decides about an act under the lock on the order's row. What the parcel's state does not allow is a wrong state, and so is that
 * nobody was there twice without having been sent there again; what is cancelled, or is going to be, does not leave the shop.
 */
export function actVerdict(
  order: Locked,
  lines: readonly Line[],
  { parcel, others, refunds, again }: ActedOn,
  act: Act,
): ActVerdict {
  const gone = order.status === 'cancelled' || order.cancelAsked !== null;
  if (gone && (act === 'packing' || act === 'handover')) return { kind: 'not_shippable' };
  const state = stateAfter(parcel, act);
  const isRepeated = parcel.state === 'failed' && act === 'failure';
  if (!state || (isRepeated && !again)) return { kind: 'wrong_state' };
  const failures = parcel.failures + (act === 'failure' ? 1 : 0);
  const after: Shipment = { ...parcel, state, nth: parcel.nth + 1, failures };
  const now = counted(lines, COUNTS[transition(parcel, after)] ?? {}, after.lines);
  const waiting = [...others, after].some((one) => one.state === 'failed');
  const worth =
    state === 'returned' ? worthOf(order, lines, refunds, after.lines) : { amount: 0, pieces: [] };
  return { kind: 'acted', after, lines: now, goods: goodsState(now, waiting), worth };
}

/** What a parcel's new state counts on its lines. */
const COUNTS: Record<string, Parameters<typeof counted>[1]> = {
  gone: { shipped: 1 },
  delivered: { delivered: 1 },
  returned: { returned: 1 },
};

function transition(before: Shipment, after: Shipment): string {
  if (after.state === 'handed_over') return isOpen(before) ? 'gone' : 'again';
  return after.state;
}

/** Whether parcels of an order can be planned. */
export const isReady = ({ status, cancelAsked }: Locked) => status === 'confirmed' && cancelAsked === null;

/** The pieces of a new parcel: all that are free where none are named; undefined where not so many are. */
export function parcelPieces(
  order: Locked,
  lines: readonly Line[],
  shipments: readonly Shipment[],
  wanted: readonly { place: number; quantity: number }[] | undefined,
): Shipment['lines'] | undefined {
  const free = freePieces(lines, shipments);
  const pieces = wanted
    ? summed(wanted)
    : free.flatMap((quantity, place) => (quantity > 0 ? [{ place, quantity }] : []));
  if (!isReady(order) || pieces.length === 0 || pieces.some(({ place, quantity }) => quantity > free[place]!))
    return undefined;
  return pieces;
}
