import { isDeepStrictEqual } from 'node:util';
import { invalid } from '@sagashop/chassis/errors';
import type { Tx } from '@sagashop/chassis/postgres/sql';
import type { ProductText } from '../domain/product.ts';
import { nameOf } from '../domain/variant.ts';
import { lockVariants, saveVariants } from '../store/variants.ts';

/**
 * Has the variants follow their product: the price of the only one, and the names of all where their options are called
 * otherwise. Refuses one price for several.
 */
export async function followVariants(
  tx: Tx,
  id: string,
  before: ProductText,
  after: ProductText,
): Promise<void> {
  const renamed = !isDeepStrictEqual(before.options, after.options);
  if (!renamed && after.price === before.price) return;
  const { variants = [] } = (await lockVariants(tx, id)) ?? {};
  if (variants.length === 0) return;
  if (after.price !== before.price && variants.length > 1)
    throw invalid('price', 'is said of each variant: this product has several');
  const price = variants.length === 1 ? { price: after.price } : {};
  await saveVariants(
    tx,
    id,
    variants.map((one) => ({ ...one, ...price, name: nameOf(one.options, after.options) })),
  );
}
