import { productNames } from '@sagashop/catalog/contract';
import type { Line, Order } from '../domain/order.ts';
import { stockedId } from '../domain/stocked-id.ts';
import type { Reading } from './reading.ts';

/**
 * What goods are called in a reader's language, by the id that they are stocked by, where orders were placed in another. Nothing
 * of what the catalogue has no more, or while it does not answer: then they are called as they were ordered.
 */
export async function namesFor(
  { peers, language }: Pick<Reading, 'peers' | 'language'>,
  orders: readonly Pick<Order, 'id' | 'language'>[],
  lines: ReadonlyMap<string, readonly Pick<Line, 'productId' | 'variantId'>[]>,
): Promise<(stocked: string) => string | undefined> {
  const foreign = orders.filter((order) => language && order.language !== language);
  const ids = new Set(foreign.flatMap(({ id }) => (lines.get(id) ?? []).map(stockedId)));
  if (ids.size === 0 || !language) return () => undefined;
  const { items } = await peers.ask(productNames, { products: [...ids].sort() }).catch(() => ({ items: [] }));
  const names = new Map(
    items.map(({ id, name, variant }) => [
      id,
      variant ? `${name[language]}, ${variant[language]}` : name[language],
    ]),
  );
  return (stocked) => names.get(stocked);
}
