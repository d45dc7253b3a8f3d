import { prices } from '@sagashop/catalog/contract';
import type { Peers } from '@sagashop/chassis/service/calls';
import { goodsOf } from '@sagashop/stock/contract';

/** Something that is for sale, by the id under which it lies in stock. */
export interface ForSale {
  productId: string;
  name: { en: string; ru: string };
}

/** What of these is for sale now, sold out or not; ids of variants, and of products without any. Throws while catalog is away. */
export async function forSale(
  peers: Pick<Peers, 'ask'>,
  stocked: readonly string[],
): Promise<Map<string, ForSale>> {
  if (stocked.length === 0) return new Map();
  const ids = [...new Set(stocked)];
  const { items, bought = [] } = await peers.ask(prices, { products: ids, variants: ids });
  const plain = items.filter(({ variants = 0 }) => variants === 0);
  return new Map([
    ...plain.map(({ id, name }) => [id, { productId: id, name }] as const),
    ...bought.map(({ id, product, name }) => [id, { productId: product, name }] as const),
  ]);
}

/** How many pieces of these can be ordered now. Throws while stock is away. */
export async function piecesOf(
  peers: Pick<Peers, 'ask'>,
  stocked: readonly string[],
): Promise<Map<string, number>> {
  if (stocked.length === 0) return new Map();
  const { items } = await peers.ask(goodsOf, { products: [...new Set(stocked)] });
  return new Map(items.map(({ id, onHand, reserved }) => [id, onHand - reserved]));
}
