import { timeOfId } from '@sagashop/kernel/ids';
import { lineId } from './line-ids.ts';
import type { Line, Order } from './order.ts';
import { counted, countsOf, summed, unshipped } from './pieces.ts';
import { isOpen, type Shipment } from './shipment.ts';
import type { WithdrawalRule } from './withdrawal-rule.ts';

export const WITHDRAWAL_STATES = ['confirmed', 'revoked', 'carried_out'] as const;
export type WithdrawalState = (typeof WITHDRAWAL_STATES)[number];

/** With which link what can be done: a withdrawal confirmed, or revoked. */
export type WithdrawalLink = 'confirm_withdrawal' | 'revoke_withdrawal';

/** For how many hours a withdrawal can be revoked; only then it is carried out. */
export const REVOCABLE = 24;

/** For how many hours the first step can be followed by the second: who leaves the page open longer begins anew. */
const OFFERED = 24;

/** Whether the first step of a withdrawal is too long ago, by its id, which says when that was; `now` in ms since 1970. */
export const isOfferOver = (id: string, now: number): boolean => now - timeOfId(id) > OFFERED * 3_600_000;

/** Pieces of a line that somebody has withdrawn from; of those `kept` had not left the shop, and do not until it is decided. */
export interface WithdrawnPieces {
  place: number;
  quantity: number;
  kept: number;
}

type Pieces = { place: number; quantity: number }[];

export interface Withdrawal {
  id: string;
  orderId: string;
  lines: WithdrawnPieces[];
  name: string | null;
  by: string | null;
  state: WithdrawalState;
  createdAt: Date;
  dueAt: Date;
  endedAt: Date | null;
  cancelled: Pieces | null;
  returned: Pieces | null;
  underWay: Pieces | null;
  whole: boolean | null;
}

/** Until when an order can be withdrawn from: null while not all of it is delivered, and it can be anyway. */
export interface Period {
  until: Date | null;
  over: boolean;
}

export type WithdrawalVerdict =
  | { kind: 'possible'; pieces: WithdrawnPieces[] }
  | { kind: 'too_late'; until: Date | null }
  | { kind: 'not_withdrawable'; left: number[] };

type Standing = Order & { cancelAsked: string | null };

const openOnes = (withdrawals: readonly Withdrawal[]) =>
  withdrawals.filter(({ state }) => state === 'confirmed');

/** Pieces of a line that an open withdrawal keeps back. */
function keptBack(withdrawals: readonly Withdrawal[], place: number): number {
  return sum(openOnes(withdrawals), place, 'kept');
}

/** Lines without the pieces that open withdrawals keep back: what may go into parcels. */
export function withoutKept<L extends Line>(lines: readonly L[], withdrawals: readonly Withdrawal[]): L[] {
  const kept = lines.map((_, place) => ({ place, quantity: keptBack(withdrawals, place) }));
  return counted(lines, { cancelled: 1 }, kept);
}

/** How many pieces of each line can be withdrawn from: what is neither cancelled nor back, nor on its way back already. */
function withdrawable(lines: readonly Line[], withdrawals: readonly Withdrawal[]): number[] {
  return lines.map((line, place) => {
    const { cancelled, returned, asked, received } = countsOf(line);
    const declared = sum(openOnes(withdrawals), place, 'quantity') + underWay(withdrawals, place);
    return Math.max(0, line.quantity - cancelled - returned - (asked - received) - declared);
  });
}

/** Pieces of a line that were withdrawn from and have still to reach their customer, who sends them back then. */
const underWay = (withdrawals: readonly Withdrawal[], place: number) =>
  withdrawals
    .flatMap((one) => one.underWay ?? [])
    .filter((one) => one.place === place)
    .reduce((all, { quantity }) => all + quantity, 0);

/** Decides about a withdrawal from pieces, or from all that is left of an order, under the lock on its row. */
export function withdrawalVerdict(
  {
    order,
    lines,
    withdrawals,
    period,
  }: {
    order: Standing;
    lines: readonly Line[];
    withdrawals: readonly Withdrawal[];
    period: Period;
  },
  { rule }: WithdrawalRule,
  wanted?: readonly { place: number; quantity: number }[],
): WithdrawalVerdict {
  const stands = order.status !== 'pending' && order.status !== 'cancelled' && order.cancelAsked === null;
  const left = stands && rule !== 'off' ? withdrawable(lines, withdrawals) : lines.map(() => 0);
  const pieces = wanted ? summed(wanted) : all(left);
  const fits = pieces.length > 0 && pieces.every(({ place, quantity }) => quantity <= left[place]!);
  if (!fits) return { kind: 'not_withdrawable', left };
  if (period.over) return { kind: 'too_late', until: period.until };
  return {
    kind: 'possible',
    pieces: pieces.map(({ place, quantity }) => {
      const here = Math.max(0, unshipped(lines[place]!) - keptBack(withdrawals, place));
      return { place, quantity, kept: Math.min(quantity, here) };
    }),
  };
}

const all = (left: readonly number[]): Pieces =>
  left.flatMap((quantity, place) => (quantity > 0 ? [{ place, quantity }] : []));

/**
 * What a withdrawal comes to when it is carried out: what is cancelled, what its customer sends back, and what has to reach them
 * before that.
 */
export function outcomeOf({ lines: wanted }: { lines: Pieces }, lines: readonly Line[]) {
  const parts = wanted.map(({ place, quantity }) => {
    const line = lines[place]!;
    const { shipped, delivered, returned, asked, received } = countsOf(line);
    const cancelled = Math.min(quantity, unshipped(line));
    const there = Math.min(quantity - cancelled, delivered - asked);
    const moving = shipped - delivered - (returned - received);
    return { place, cancelled, returned: there, underWay: Math.min(quantity - cancelled - there, moving) };
  });
  return {
    cancelled: piecesOf(parts, 'cancelled'),
    returned: piecesOf(parts, 'returned'),
    underWay: piecesOf(parts, 'underWay'),
  };
}

const piecesOf = <K extends string>(
  parts: readonly (Record<K, number> & { place: number })[],
  what: K,
): Pieces => parts.flatMap((part) => (part[what] > 0 ? [{ place: part.place, quantity: part[what] }] : []));

/** Whether a parcel has pieces that somebody has withdrawn from, so that it is not packed or handed over. */
export function isStopped(
  shipment: Pick<Shipment, 'state' | 'lines'>,
  lines: readonly Line[],
  withdrawals: readonly Withdrawal[],
): boolean {
  if (withdrawals.length === 0) return false;
  const open = openOnes(withdrawals);
  return shipment.lines.some(({ place, quantity }) => {
    if (isOpen(shipment)) return keptBack(open, place) > unshipped(lines[place]!) - quantity;
    return sum(open, place, 'quantity') - sum(open, place, 'kept') + underWay(withdrawals, place) > 0;
  });
}

const sum = (withdrawals: readonly Withdrawal[], place: number, what: 'quantity' | 'kept') =>
  withdrawals
    .flatMap(({ lines }) => lines)
    .filter((one) => one.place === place)
    .reduce((all, one) => all + one[what], 0);

/** What a line is of, as it was ordered. */
export const goodsOf = (line: Line | undefined) => ({
  name: line?.name ?? '',
  ...(line && { productId: line.productId }),
  ...(line?.variantId && { variantId: line.variantId }),
});

/** A withdrawal as it is shown; staff see who has declared it, and by which account. */
export function shownWithdrawal(withdrawal: Withdrawal, lines: readonly Line[], forStaff: boolean) {
  const { id, orderId, state, createdAt, dueAt, endedAt, name, by, lines: pieces } = withdrawal;
  return {
    id,
    orderId,
    state,
    lines: pieces.map(({ place, quantity, kept }) => ({
      lineId: lineId(orderId, place),
      ...goodsOf(lines[place]),
      quantity,
      toReturn: quantity - kept,
    })),
    confirmedAt: createdAt.toISOString(),
    revocableUntil: dueAt.toISOString(),
    ...(endedAt && { endedAt: endedAt.toISOString() }),
    ...(name !== null && { name }),
    ...(forStaff && by !== null && { by }),
  };
}
