/** What a line is of: a product, and which variant of it where it has any. */
export interface Goods {
  productId: string;
  variantId?: string;
}

/** The id under which a line's goods lie in stock: its variant's, or its product's. */
export function stockedId({ productId, variantId }: Goods): string {
  return variantId ?? productId;
}
