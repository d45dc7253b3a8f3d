import type { Order, Product } from './api-types';

/** What a page shows of a product that somebody has ordered. */
export type Good = Pick<
  Product,
  'id' | 'slug' | 'name' | 'price' | 'picture' | 'category' | 'availability' | 'variant'
>;

/** What can be bought, by its ids, in the reader's language; what is no longer for sale is absent. */
export type Goods = Readonly<Record<string, Good>>;

/** The id by which a line's goods can be bought: its variant's, or its product's. */
export const boughtId = ({ productId, variantId }: { productId: string; variantId?: string }) =>
  variantId ?? productId;

/** The order with its goods' names in the reader's language; what is no longer for sale keeps the name that it was sold by. */
export function inReadersWords<O extends Pick<Order, 'lines'>>(order: O, goods: Goods): O {
  const lines = order.lines.map((line) => ({ ...line, name: goods[boughtId(line)]?.name ?? line.name }));
  return { ...order, lines };
}
