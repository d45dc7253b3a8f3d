/** Why the number on hand of a product may change. */
export const REASONS = [
  'received',
  'counted',
  'damaged',
  'lost',
  'given_away',
  'correction',
  'sold',
  'returned',
] as const;

export type Reason = (typeof REASONS)[number];

/** What an order took of a product or gave back; `quantity` is signed. */
export interface Move {
  productId: string;
  reason: 'sold' | 'returned' | 'damaged';
  quantity: number;
  order: string;
  /** Why pieces came back that are not all of the order. */
  cause?: string;
}

/** One row of movements as it is written: one cause, or what several orders took, in the order in which they did. */
export interface MovementRow {
  productId: string;
  reason: Reason;
  quantity: number;
  /** After it. */
  onHand: number;
  cause: string | null;
  orders: string[] | null;
  pieces: number[] | null;
}

/** What somebody of the shop has changed, and why. */
export interface StaffMovement {
  productId: string;
  reason: Reason;
  /** Signed. */
  quantity: number;
  /** After it. */
  onHand: number;
  /** The receipt, adjustment or import that it was. */
  cause: string;
  by: string;
  note: string | null;
}

/** Orders in a row: with more of them it would be stored out of line, in pieces. */
const MOST_ORDERS = 90;

/** The rows of what a batch of orders has moved, of products of which so many were on hand before; sorted as these are. */
export function rowsOf(moves: readonly Move[], before: ReadonlyMap<string, number>): MovementRow[] {
  const byProduct = Map.groupBy(moves, (move) => move.productId);
  return [...before].flatMap(([productId, onHand]) => {
    let left = onHand;
    return inGroups(byProduct.get(productId) ?? []).map((group) => {
      const quantity = group.reduce((sum, move) => sum + move.quantity, 0);
      left += quantity;
      return { productId, reason: group[0]!.reason, quantity, onHand: left, ...causesOf(group) };
    });
  });
}

/** What makes a row: what came back by itself, and what was sold with what was sold right after it. */
function inGroups(moves: readonly Move[]): Move[][] {
  const groups: Move[][] = [];
  for (const move of moves) {
    const last = groups.at(-1) ?? [];
    const bothSold = move.reason === 'sold' && last[0]?.reason === 'sold';
    if (bothSold && last.length < MOST_ORDERS) last.push(move);
    else groups.push([move]);
  }
  return groups;
}

function causesOf(group: readonly Move[]): Pick<MovementRow, 'cause' | 'orders' | 'pieces'> {
  if (group.length === 1) return { cause: group[0]!.cause ?? group[0]!.order, orders: null, pieces: null };
  return {
    cause: null,
    orders: group.map((move) => move.order),
    pieces: group.map((move) => -move.quantity),
  };
}
