import { invalid, refuse } from '@sagashop/chassis/errors';
import type { Db } from '@sagashop/chassis/postgres/sql';
import { refuseShop } from '@sagashop/vocabulary/errors';
import { findVariants } from '../store/find-variants.ts';

/**
 * The id under which something is bought and priced: that of a variant, or of a product that is had as itself alone. Refuses
 * a product that was taken away, one with several variants when none is named, and what is no variant of it.
 */
export async function boughtId(db: Db, product: string, variant: string | undefined): Promise<string> {
  const variants = await findVariants(db, product, { hidden: true });
  if (!variants) throw refuse.not_found();
  const ids = variants.map(({ id }) => id);
  if (variant === undefined) {
    if (ids.length > 1) throw refuseShop.variant_missing({ productId: product, variantIds: ids });
    return ids[0]!;
  }
  if (!ids.includes(variant.toLowerCase())) throw invalid('variantId', 'is no variant of this product');
  return variant.toLowerCase();
}
