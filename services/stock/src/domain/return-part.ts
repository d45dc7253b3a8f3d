import { type Answer, backOf, type PartBack, type Store, take } from './reservation.ts';

/** Pieces of what is stocked that come back, and how many of them are no good any more. */
export interface PieceBack {
  product: string;
  quantity: number;
  damaged?: number;
}

/**
 * Puts pieces of an order's goods back, once for a cause; those that are damaged are written off at once. What is still set aside is taken first: an order of which pieces
 * come back is behind its pivot, so that its take is on its way. Throws when nothing was taken, when there are not so many
 * pieces left, or when the cause had asked for others before.
 */
export function returnPart(
  store: Store,
  orderId: string,
  { cause, lines }: { cause: string; lines: readonly PieceBack[] },
): Answer {
  const earlier = store.parts.get(orderId) ?? [];
  const part = partOf(orderId, cause, lines);
  const same = earlier.find((one) => one.cause === cause);
  if (same && !sameGoods(same, part)) throw new Error('the cause has asked for other pieces before');
  if (same) return { kind: 'done' };
  if (store.reservations.get(orderId)?.state === 'reserved') take(store, orderId);
  const known = store.reservations.get(orderId);
  if (known?.state !== 'taken') throw new Error(`nothing was taken (${known?.state ?? 'unknown order'})`);
  const wanted = part.productIds.map((productId, at) => ({ productId, quantity: part.quantities[at]! }));
  for (const { productId, quantity } of wanted) {
    const taken = known.quantities[known.productIds.indexOf(productId)] ?? 0;
    if (quantity > taken - backOf(store, orderId, productId))
      throw new Error('more comes back than was taken');
    if (!store.goods.has(productId)) throw new Error(`product ${productId} has no stock row`);
  }
  for (const { productId, quantity } of wanted) {
    store.goods.get(productId)!.onHand += quantity;
    store.moves.push({ productId, reason: 'returned', quantity, order: orderId, cause });
  }
  writeOff(store, part);
  store.parts.set(orderId, [...earlier, part]);
  return { kind: 'done' };
}

/** Two movements of each product, so that its history tells what came back and what was no good. */
function writeOff(store: Store, { orderId: order, cause, productIds, damaged }: PartBack): void {
  productIds.forEach((productId, at) => {
    const quantity = damaged?.[at] ?? 0;
    if (quantity === 0) return;
    store.goods.get(productId)!.onHand -= quantity;
    store.moves.push({ productId, reason: 'damaged', quantity: -quantity, order, cause });
  });
}

function partOf(orderId: string, cause: string, lines: readonly PieceBack[]): PartBack {
  const pieces = new Map<string, { quantity: number; damaged: number }>();
  for (const { product, quantity, damaged = 0 } of lines) {
    const id = product.toLowerCase();
    const sum = pieces.get(id) ?? { quantity: 0, damaged: 0 };
    pieces.set(id, { quantity: sum.quantity + quantity, damaged: sum.damaged + damaged });
  }
  const sorted = [...pieces].sort(([a], [b]) => (a < b ? -1 : 1));
  if (sorted.some(([, of]) => of.damaged > of.quantity)) throw new Error('more is damaged than comes back');
  return {
    orderId,
    cause,
    productIds: sorted.map(([id]) => id),
    quantities: sorted.map(([, { quantity }]) => quantity),
    damaged: sorted.some(([, { damaged }]) => damaged > 0) ? sorted.map(([, { damaged }]) => damaged) : null,
    saved: false,
  };
}

const sameGoods = (a: PartBack, b: PartBack) =>
  [a.productIds, a.quantities, a.damaged].join(' ') === [b.productIds, b.quantities, b.damaged].join(' ');
