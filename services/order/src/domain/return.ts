import type { Line, Order } from './order.ts';
import { countsOf } from './pieces.ts';

export const RETURN_STATES = ['asked', 'approved', 'refused', 'received', 'settled'] as const;
export type ReturnState = (typeof RETURN_STATES)[number];

/** A withdrawal is a return that needs nobody's approval. */
export const RETURN_KINDS = ['return', 'withdrawal'] as const;
export type ReturnKind = (typeof RETURN_KINDS)[number];

/** What staff do with a return, and from which states. */
const FROM: Record<'approval' | 'refusal' | 'receipt', readonly ReturnState[]> = {
  approval: ['asked'],
  // Also of one that was approved, and never came.
  refusal: ['asked', 'approved'],
  receipt: ['approved'],
};
export type ReturnAct = keyof typeof FROM;

/** Pieces of a line, by its place in the order, that somebody sends back, and how many came. */
export interface ReturnedPieces {
  place: number;
  quantity: number;
  received?: number;
  /** Of those, how many can be sold again. */
  resellable?: number;
  /** What goes back for them, in minor units. */
  amount?: number;
}

/** What somebody wants in exchange. */
export interface ExchangeLine {
  productId: string;
  variantId?: string;
  quantity: number;
  /** As it was when it was asked for: its name, and the price of one in minor units. A release before has kept neither. */
  name?: string;
  price?: number;
}

/** What becomes of an exchange once its goods are here: it is ordered, or it is not. */
export const EXCHANGED = ['waiting', 'placed', 'failed'] as const;

export interface Return {
  id: string;
  orderId: string;
  kind: ReturnKind;
  state: ReturnState;
  lines: ReturnedPieces[];
  exchange: ExchangeLine[] | null;
  /** What its customer has agreed to pay for that, in minor units; null: what goes back. */
  agreed: number | null;
  /** Null where nothing is wanted instead, or its customer orders it themselves, as in a release before. */
  exchanged: (typeof EXCHANGED)[number] | null;
  notExchanged: string | null;
  exchangedAt: Date | null;
  reason: string | null;
  /** Whether there is one. */
  photo: boolean;
  answer: string | null;
  by: string;
  createdAt: Date;
  approvedBy: string | null;
  approvedAt: Date | null;
  /** By the end of which day it has to be here, in the shop's zone: YYYY-MM-DD. */
  comeBy: string | null;
  remindedAt: Date | null;
  refusedBy: string | null;
  refusedAt: Date | null;
  receipt: string | null;
  amount: number | null;
  receivedBy: string | null;
  receivedAt: Date | null;
  settledAt: Date | null;
}

/** Why something is not done with a return; undefined: it is. */
export function objectionTo(
  act: ReturnAct,
  state: ReturnState,
): 'already_received' | 'already_decided' | 'not_approved' | undefined {
  if (FROM[act].includes(state)) return undefined;
  if (state === 'received' || state === 'settled') return 'already_received';
  return act === 'receipt' ? 'not_approved' : 'already_decided';
}

/** Pieces of a line that were delivered: so many for as long as they can be sent back until `until`, YYYY-MM-DD. */
export interface Delivered {
  place: number;
  quantity: number;
  until: string;
}

/** Of each line, how many pieces were delivered and not asked for yet, and how many of them are still in time. */
export function returnable(
  order: Pick<Order, 'status'>,
  lines: readonly Line[],
  delivered: readonly Delivered[],
  today: string,
): { left: number; inTime: number }[] {
  const stands = order.status !== 'pending' && order.status !== 'cancelled';
  return lines.map((line, place) => {
    const counts = countsOf(line);
    const left = stands ? counts.delivered - counts.asked : 0;
    // Those that were asked for are taken to be the oldest: so a customer loses nothing by it.
    const young = delivered.filter((one) => one.place === place && one.until >= today);
    const inTime = young.reduce((sum, { quantity }) => sum + quantity, 0);
    return { left, inTime: Math.min(left, inTime) };
  });
}

/** Decides whether pieces can be sent back; undefined: they can. */
export function objectionToReturn(
  lines: readonly Line[],
  can: readonly { left: number; inTime: number }[],
  pieces: readonly { place: number; quantity: number }[],
): 'not_delivered' | 'more_than_delivered' | 'return_too_late' | undefined {
  if (pieces.some(({ place }) => countsOf(lines[place]!).delivered === 0)) return 'not_delivered';
  if (pieces.some(({ place, quantity }) => quantity > can[place]!.left)) return 'more_than_delivered';
  if (pieces.some(({ place, quantity }) => quantity > can[place]!.inTime)) return 'return_too_late';
  return undefined;
}

/** A return with what came of it: of lines that are not among the pieces, nothing came. */
export function received(
  lines: readonly ReturnedPieces[],
  pieces: readonly { place: number; received: number; resellable: number }[],
): { place: number; quantity: number; received: number; resellable: number }[] {
  return lines.map(({ place, quantity }) => {
    const came = pieces.find((one) => one.place === place);
    return { place, quantity, received: came?.received ?? 0, resellable: came?.resellable ?? 0 };
  });
}
