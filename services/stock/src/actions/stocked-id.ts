import { invalid } from '@sagashop/chassis/errors';
import type { Db } from '@sagashop/chassis/postgres/sql';
import { refuseShop } from '@sagashop/vocabulary/errors';
import { variantsFor } from '../store/variants.ts';

/**
 * The id under which there is a stock: a variant's, or that of a product without any. A product with one variant means it.
 * Refuses a product with several when none is named, and what is no variant of it; one that nobody buys any more may be
 * named, for what is left of it.
 */
export async function stockedId(db: Db, product: string, variant: string | undefined): Promise<string> {
  const [id, named] = [product.toLowerCase(), variant?.toLowerCase()];
  const found = await variantsFor(db, id);
  const own = found.filter((one) => one.product === id);
  // A variant's own id says all: it is no product.
  if (own.length === 0) {
    if (named !== undefined && named !== id) throw invalid('variantId', 'is no variant of this product');
    return id;
  }
  if (named !== undefined) {
    if (!own.some((one) => one.id === named)) throw invalid('variantId', 'is no variant of this product');
    return named;
  }
  const had = own.filter(({ gone }) => !gone);
  if (had.length > 1)
    throw refuseShop.variant_missing({ productId: id, variantIds: had.map((one) => one.id) });
  return had[0]?.id ?? id;
}
