import type { GoodsState, Line, LineCounts, Order, Status } from './order.ts';

const NOTHING: LineCounts = { cancelled: 0, shipped: 0, delivered: 0, returned: 0, asked: 0, received: 0 };

export const countsOf = (line: Pick<Line, 'counts'>): LineCounts => line.counts ?? NOTHING;

/** Pieces of a line that are neither cancelled nor gone. */
export function unshipped(line: Pick<Line, 'quantity' | 'counts'>): number {
  const { cancelled, shipped } = countsOf(line);
  return line.quantity - cancelled - shipped;
}

/** Pieces by the places of their lines, with several of one line summed, in the order of the lines. */
export function summed(
  pieces: readonly { place: number; quantity: number }[],
): { place: number; quantity: number }[] {
  const sums = new Map<number, number>();
  for (const { place, quantity } of pieces) sums.set(place, (sums.get(place) ?? 0) + quantity);
  return [...sums].sort(([a], [b]) => a - b).map(([place, quantity]) => ({ place, quantity }));
}

/** Lines with so many more pieces counted as something. */
export function counted<L extends Line>(
  lines: readonly L[],
  as: Partial<Record<keyof LineCounts, 1 | -1>>,
  pieces: readonly { place: number; quantity: number }[],
): L[] {
  return lines.map((line, at) => {
    const more = pieces.filter(({ place }) => place === at).reduce((sum, { quantity }) => sum + quantity, 0);
    if (more === 0) return line;
    const counts = { ...countsOf(line) };
    for (const [what, sign] of Object.entries(as) as [keyof LineCounts, number][])
      counts[what] += sign * more;
    return { ...line, counts };
  });
}

/**
 * How far an order's goods are, by its pieces that were not cancelled; null while none has left the shop. `waiting`: a
 * parcel of it could not be delivered, and is tried again.
 */
export function goodsState(lines: readonly Line[], waiting = false): GoodsState | null {
  const { live, shipped, delivered, returned, received } = sums(lines);
  // Pieces that their customer has sent back were delivered.
  const undelivered = returned - received;
  if (shipped === 0) return null;
  if (waiting || (undelivered === shipped && delivered === 0)) return 'failed';
  if (shipped < live) return 'partly_shipped';
  return delivered + undelivered >= live ? 'delivered' : 'shipped';
}

/** The word for an order that stands: it is where all of its pieces are that were not cancelled. */
export function statusOf(
  { status }: Pick<Order, 'status'>,
  goods: GoodsState | null,
  lines: readonly Line[],
): Status {
  if (status === 'pending' || status === 'cancelled') return status;
  const { live, shipped, returned } = sums(lines);
  if (shipped < live || shipped === 0) return 'confirmed';
  if (returned === live) return 'returned';
  return goods === 'delivered' ? 'delivered' : 'shipped';
}

function sums(lines: readonly Line[]) {
  const all = { live: 0, shipped: 0, delivered: 0, returned: 0, received: 0 };
  for (const line of lines) {
    const { cancelled, shipped, delivered, returned, received } = countsOf(line);
    all.live += line.quantity - cancelled;
    all.shipped += shipped;
    all.delivered += delivered;
    all.returned += returned;
    all.received += received;
  }
  return all;
}
