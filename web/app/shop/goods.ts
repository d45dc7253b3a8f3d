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

/** What is wanted in exchange for what is sent back of an order, to be looked up beside what is in it. */
export const wantedIn = ({ returns = [] }: Pick<Order, 'returns'>) =>
  returns.flatMap(({ exchange }) => (exchange ? [{ lines: exchange.lines }] : []));

/** The same of what is wanted in exchange. */
export function wantedInReadersWords<O extends Pick<Order, 'returns'>>(order: O, goods: Goods): O {
  if (!order.returns) return order;
  const returns = order.returns.map((one) => {
    const { exchange } = one;
    if (!exchange) return one;
    const lines = exchange.lines.map((line) => ({
      ...line,
      name: goods[boughtId(line)]?.name ?? line.name ?? '',
    }));
    return { ...one, exchange: { ...exchange, lines } };
  });
  return { ...order, returns };
}

/** The order with its goods' names in the reader's language; what is no longer for sale keeps the name that it was sold by. */
export function inReadersWords<O extends Pick<Order, 'lines'>>(order: O, goods: Goods): O {
  const lines = order.lines.map((line) => ({ ...line, name: goods[boughtId(line)]?.name ?? line.name }));
  return { ...order, lines };
}
