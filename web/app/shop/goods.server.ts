import { get, orNothing } from './api.server';
import type { List, Order, Product } from './api-types';
import type { Good, Goods } from './goods';

const MOST = 100; // ids in one question

/** The goods of orders, as they are for sale now; none when the catalogue does not answer. */
export async function goodsOf(request: Request, orders: readonly Pick<Order, 'lines'>[]): Promise<Goods> {
  return (await goodsKnown(request, orders)) ?? {};
}

/** The same; undefined when the catalogue does not answer. */
export async function goodsKnown(
  request: Request,
  orders: readonly Pick<Order, 'lines'>[],
): Promise<Goods | undefined> {
  const ids = [...new Set(orders.flatMap(({ lines }) => lines.map(({ productId }) => productId)))];
  const parts = Array.from({ length: Math.ceil(ids.length / MOST) }, (_, at) =>
    ids.slice(at * MOST, (at + 1) * MOST),
  );
  const lists = await orNothing(
    Promise.all(parts.map((part) => get<List<Product>>(request, `/products?ids=${part.join()}`))),
  );
  return lists && Object.fromEntries(lists.flatMap(({ items }) => items.map((one) => [one.id, goodOf(one)])));
}

function goodOf({ id, slug, name, price, picture, category, availability }: Product): Good {
  return { id, slug, name, price, picture, category, availability };
}
