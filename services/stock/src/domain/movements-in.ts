import type { MovementRow, Reason } from './movement.ts';

/** A row as it is read. */
export interface SavedRow extends MovementRow {
  seq: number;
  at: Date;
  by: string | null;
  note: string | null;
}

/** A movement with one cause. */
export interface Movement {
  id: string;
  seq: number;
  /** Its place in its row, the first being 0. */
  nth: number;
  reason: Reason;
  quantity: number;
  /** After it. */
  onHand: number;
  cause: string | null;
  by: string | null;
  note: string | null;
  at: Date;
}

/** The movements that a row stands for, newest first. */
export function movementsIn(row: SavedRow): Movement[] {
  const { seq, reason, at, by, note, orders } = row;
  if (!orders || !row.pieces) {
    const { quantity, onHand, cause } = row;
    return [{ id: idOf(at, seq, 0), seq, nth: 0, reason, quantity, onHand, cause, by, note, at }];
  }
  let { onHand } = row;
  const shown = row.pieces.map((pieces, nth) => ({ pieces, nth })).reverse();
  return shown.map(({ pieces, nth }) => {
    const after = onHand;
    onHand += pieces;
    const cause = orders[nth]!;
    return {
      id: idOf(at, seq, nth),
      seq,
      nth,
      reason,
      quantity: -pieces,
      onHand: after,
      cause,
      by,
      note,
      at,
    };
  });
}

/** A UUIDv7 of its time whose random bits are its place instead: a row that stands for many has no id for each. */
function idOf(at: Date, seq: number, nth: number): string {
  const time = at.getTime().toString(16).padStart(12, '0');
  const place = seq.toString(16).padStart(15, '0');
  const first = nth.toString(16).padStart(3, '0');
  return `${time.slice(0, 8)}-${time.slice(8)}-7${first}-8${place.slice(0, 3)}-${place.slice(3)}`;
}
