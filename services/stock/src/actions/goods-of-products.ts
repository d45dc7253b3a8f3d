import type { Db } from '@sagashop/chassis/postgres/sql';
import { findManyGoods, placesIn } from '../store/goods.ts';
import { stockedIds } from '../store/stocked-ids.ts';

/** What there is of products; of one with a single variant left what there is of that, of one with several its first's. */
export async function goodsOfProducts(db: Db, products: readonly string[]) {
  const ids = await stockedIds(db, products);
  const stocked = (product: string) => {
    const [only, ...more] = ids.get(product)!;
    return more.length === 0 ? only! : product;
  };
  const stockedBy = products.map(stocked);
  const [found, places] = await Promise.all([findManyGoods(db, stockedBy), placesIn(db, stockedBy)]);
  const goods = new Map(found.map((one) => [one.productId, one]));
  return products.flatMap((id) => {
    const one = goods.get(stocked(id));
    if (!one) return [];
    const { productId, onHand, reserved, threshold } = one;
    return [{ id, onHand, reserved, threshold, place: places.get(productId) ?? null }];
  });
}
