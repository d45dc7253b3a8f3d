import { orNothing } from './api.server';
import type { Product } from './api-types';
import { bought } from './catalogue.server';
import { boughtId, type Good, type Goods } from './goods';

const MOST = 100; // ids in one question

/** What somebody has ordered, or wants. */
interface Ordered {
  lines: readonly { productId: string; variantId?: string }[];
}

/** The goods of orders, as they are for sale now; none when the catalogue does not answer. */
export async function goodsOf(request: Request, orders: readonly Ordered[]): Promise<Goods> {
  return (await goodsKnown(request, orders)) ?? {};
}

/** The same; undefined when the catalogue does not answer. */
export async function goodsKnown(request: Request, orders: readonly Ordered[]): Promise<Goods | undefined> {
  const ids = [...new Set(orders.flatMap(({ lines }) => lines.map(boughtId)))];
  const parts = Array.from({ length: Math.ceil(ids.length / MOST) }, (_, at) =>
    ids.slice(at * MOST, (at + 1) * MOST),
  );
  const lists = await orNothing(Promise.all(parts.map((part) => bought(request, part))));
  return (
    lists && Object.fromEntries(lists.flatMap((found) => [...found].map(([id, one]) => [id, goodOf(one)])))
  );
}

function goodOf({ id, slug, name, price, picture, category, availability, variant }: Product): Good {
  return { id, slug, name, price, picture, category, availability, ...(variant && { variant }) };
}
