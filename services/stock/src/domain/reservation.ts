import { available, type Goods } from './goods.ts';
import type { Move } from './movement.ts';

export type State = 'reserved' | 'taken' | 'released' | 'refused' | 'returned';

/** Where a reservation may go from where it is. The store guards the same. */
const NEXT: Record<State, readonly State[]> = {
  reserved: ['taken', 'released'],
  taken: ['returned'],
  released: [],
  refused: [],
  returned: [],
};

export interface Refusal {
  code: string;
  detail?: Record<string, unknown>;
}

/** What is remembered of one order. Without lines: refused, or released before it was reserved. */
export interface Reservation {
  orderId: string;
  productIds: string[];
  quantities: number[];
  state: State;
  /** The state in the database; null for a row that is not there yet. */
  saved: State | null;
  refusal: Refusal | null;
}

/** The rows that a batch has locked, changed in memory by one decision after the other. */
export interface Store {
  reservations: Map<string, Reservation>;
  goods: Map<string, Goods>;
  /** What orders have taken and given back, in the order in which they did. */
  moves: Move[];
  /** What came back of orders whose goods may come back, by order. */
  parts: Map<string, PartBack[]>;
}

/** Pieces of an order that came back for a cause while the rest of them did not. */
export interface PartBack {
  orderId: string;
  cause: string;
  productIds: string[];
  quantities: number[];
  /** How many of each are no good any more; null where all are. */
  damaged: number[] | null;
  /** Whether it is in the database. */
  saved: boolean;
}

export type Answer = { kind: 'done' } | ({ kind: 'refused' } & Refusal);

const DONE: Answer = { kind: 'done' };

/** Sets all lines aside or none; a product that stock does not know counts as none available. */
export function reserve(
  store: Store,
  orderId: string,
  lines: readonly { product: string; quantity: number }[],
  late: boolean,
): Answer {
  const known = store.reservations.get(orderId);
  if (known) return repeated(known);
  if (late) return refuse(store, orderId, { code: 'expired' });
  const wanted = new Map<string, number>();
  for (const { product, quantity } of lines) {
    const productId = product.toLowerCase();
    wanted.set(productId, (wanted.get(productId) ?? 0) + quantity);
  }
  const shortages = [...wanted].flatMap(([productId, requested]) => {
    const goods = store.goods.get(productId);
    const left = goods ? available(goods) : 0;
    return left < requested ? [{ productId, requested, available: Math.max(left, 0) }] : [];
  });
  if (shortages.length > 0) {
    const products = shortages.map(({ productId }) => productId);
    return refuse(store, orderId, { code: 'out_of_stock', detail: { products, shortages } });
  }
  for (const [productId, quantity] of wanted) store.goods.get(productId)!.reserved += quantity;
  remember(store, orderId, 'reserved', {
    productIds: [...wanted.keys()],
    quantities: [...wanted.values()],
  });
  return DONE;
}

/** Gives back what is set aside. For an unknown order it leaves a row that refuses the reserve to come. */
export function release(store: Store, orderId: string): Answer {
  const known = store.reservations.get(orderId);
  if (!known) remember(store, orderId, 'released');
  else if (wasTaken(known)) throw new Error('the goods are taken already');
  else if (known.state === 'reserved') {
    for (const { goods, quantity } of linesOf(store, known)) goods.reserved -= quantity;
    move(known, 'released');
  }
  return DONE;
}

/** Takes what is set aside out of the store. */
export function take(store: Store, orderId: string): Answer {
  const known = store.reservations.get(orderId);
  if (known && wasTaken(known)) return DONE;
  if (known?.state !== 'reserved')
    throw new Error(`nothing is reserved (${known?.state ?? 'unknown order'})`);
  for (const { goods, quantity } of linesOf(store, known)) {
    goods.reserved -= quantity;
    goods.onHand -= quantity;
    store.moves.push({ productId: goods.productId, reason: 'sold', quantity: -quantity, order: orderId });
  }
  move(known, 'taken');
  return DONE;
}

/** How many pieces of a product have come back of an order in parts. */
export function backOf({ parts }: Store, orderId: string, productId: string): number {
  let pieces = 0;
  for (const { productIds, quantities } of parts.get(orderId) ?? [])
    pieces += quantities[productIds.indexOf(productId)] ?? 0;
  return pieces;
}

/** Puts what was taken, and has not come back in parts, into the store again. */
export function putBack(store: Store, orderId: string): Answer {
  const known = store.reservations.get(orderId);
  if (known?.state === 'returned') return DONE;
  if (known?.state !== 'taken') throw new Error(`nothing was taken (${known?.state ?? 'unknown order'})`);
  for (const { goods, quantity: taken } of linesOf(store, known)) {
    const quantity = taken - backOf(store, orderId, goods.productId);
    if (quantity === 0) continue;
    goods.onHand += quantity;
    store.moves.push({ productId: goods.productId, reason: 'returned', quantity, order: orderId });
  }
  move(known, 'returned');
  return DONE;
}

function wasTaken({ state }: Reservation): boolean {
  return state === 'taken' || state === 'returned';
}

/**
 * The answer that the first reserve got; `undone` once the reservation is released, whether it came first
 * or not: whoever hears `done` may go on to take, and there is nothing to take any more.
 */
function repeated(known: Reservation): Answer {
  if (known.refusal) return { kind: 'refused', ...known.refusal };
  return known.state === 'released' ? { kind: 'refused', code: 'undone' } : DONE;
}

function refuse(store: Store, orderId: string, refusal: Refusal): Answer {
  remember(store, orderId, 'refused', { refusal });
  return { kind: 'refused', ...refusal };
}

function remember(store: Store, orderId: string, state: State, more: Partial<Reservation> = {}): void {
  const row = { orderId, productIds: [], quantities: [], state, saved: null, refusal: null, ...more };
  store.reservations.set(orderId, row);
}

function move(reservation: Reservation, to: State): void {
  if (!NEXT[reservation.state].includes(to)) throw new Error(`${reservation.state} cannot become ${to}`);
  reservation.state = to;
}

/** The lines with their products; throws before anything is changed when a product has gone. */
function linesOf(store: Store, { productIds, quantities }: Reservation) {
  return productIds.map((productId, index) => {
    const goods = store.goods.get(productId);
    if (!goods) throw new Error(`product ${productId} has no stock row`);
    return { goods, quantity: quantities[index]! };
  });
}
