import { type Answer, backOf, type PartBack, type Store, take } from './reservation.ts';

/**
 * Puts pieces of an order's goods back, once for a cause. What is still set aside is taken first: an order of which pieces
 * come back is behind its pivot, so that its take is on its way. Throws when nothing was taken, when there are not so many
 * pieces left, or when the cause had asked for others before.
 */
export function returnPart(
  store: Store,
  orderId: string,
  { cause, lines }: { cause: string; lines: readonly { product: string; quantity: number }[] },
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
  store.parts.set(orderId, [...earlier, part]);
  return { kind: 'done' };
}

function partOf(
  orderId: string,
  cause: string,
  lines: readonly { product: string; quantity: number }[],
): PartBack {
  const pieces = new Map<string, number>();
  for (const { product, quantity } of lines) {
    const id = product.toLowerCase();
    pieces.set(id, (pieces.get(id) ?? 0) + quantity);
  }
  const sorted = [...pieces].sort(([a], [b]) => (a < b ? -1 : 1));
  return {
    orderId,
    cause,
    productIds: sorted.map(([id]) => id),
    quantities: sorted.map(([, quantity]) => quantity),
    saved: false,
  };
}

const sameGoods = (a: PartBack, b: PartBack) =>
  a.productIds.join() === b.productIds.join() && a.quantities.join() === b.quantities.join();
