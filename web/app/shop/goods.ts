import type { Order, Product } from './api-types';

/** What a page shows of a product that somebody has ordered. */
export type Good = Pick<Product, 'id' | 'slug' | 'name' | 'price' | 'picture' | 'category' | 'availability'>;

/** Products by their ids, in the reader's language; those that are no longer for sale are absent. */
export type Goods = Readonly<Record<string, Good>>;

/** The order with its goods' names in the reader's language; what is no longer for sale keeps the name that it was sold by. */
export function inReadersWords<O extends Pick<Order, 'lines'>>(order: O, goods: Goods): O {
  const lines = order.lines.map((line) => ({ ...line, name: goods[line.productId]?.name ?? line.name }));
  return { ...order, lines };
}
