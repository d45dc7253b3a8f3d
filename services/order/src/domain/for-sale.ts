import type { Language, RequestedLine } from './order.ts';

interface Priced {
  price: number;
  name: Record<Language, string>;
}

interface Variant extends Priced {
  id: string;
  product: string;
}

/** What the catalogue sells of what was asked for. */
export interface ForSale {
  /** As how many variants a product is sold; 0, or nothing said, where it is had as itself alone. */
  products: ReadonlyMap<string, Priced & { variants?: number | undefined }>;
  /** By their ids. */
  variants: ReadonlyMap<string, Variant>;
  /** By their products: of those that are sold as one variant, that one. */
  single: ReadonlyMap<string, Variant>;
}

/** Why a line cannot be had. */
export type Wrong = 'unknown_product' | 'unknown_variant' | 'variant_missing';

/**
 * What a line is of, under the price and the name of now. A variant's id may stand in the place of its product's as well,
 * and a product that is had as itself alone is its own variant: whoever keeps one id of what they want needs no other.
 */
export function forSale(
  { products, variants, single }: ForSale,
  { productId, variantId }: RequestedLine,
): (Priced & { productId: string; variantId?: string }) | Wrong {
  const product = products.get(productId);
  const plain = product !== undefined && !product.variants;
  if (variantId === undefined) {
    if (!product) return 'unknown_product';
    if (plain) return { ...product, productId };
    if (product.variants !== 1) return 'variant_missing';
  }
  const variant = variantId === undefined ? single.get(productId) : variants.get(variantId);
  if (variant && (variant.product === productId || variant.id === productId))
    return { ...variant, productId: variant.product, variantId: variant.id };
  if (plain && variantId === productId) return { ...product, productId };
  return product ? 'unknown_variant' : 'unknown_product';
}
