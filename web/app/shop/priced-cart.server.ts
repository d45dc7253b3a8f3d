import type { Money, Product } from './api-types';
import type { Cart } from './cart';
import { bought } from './catalogue.server';

/** A line of the cart as the shop sees it now. */
export interface PricedLine {
  productId: string;
  quantity: number;
  /** Null when it is no longer for sale. */
  product: Product | null;
  /** The price that was seen before, where it has changed since. */
  before: Money | null;
}

export interface PricedCart {
  lines: PricedLine[];
  /** Of all that is for sale; null for an empty cart. */
  total: Money | null;
  /** Whether all of it can be ordered, as far as the shop knows. */
  orderable: boolean;
}

/** The cart with the prices and the availability of now. Throws a Refusal when the catalogue does not answer. */
export async function pricedCart(request: Request, { lines }: Cart): Promise<PricedCart> {
  const goods = await bought(
    request,
    lines.map(({ productId }) => productId),
  );
  const priced = lines.map(({ productId, quantity, seen }): PricedLine => {
    const found = goods.get(productId) ?? null;
    const changed = found && found.price.amount !== seen;
    const before = changed ? { amount: seen, currency: found.price.currency } : null;
    return { productId, quantity, product: found, before };
  });
  const currency = priced.find((line) => line.product)?.product?.price.currency;
  const amount = priced.reduce((sum, line) => sum + (line.product?.price.amount ?? 0) * line.quantity, 0);
  return {
    lines: priced,
    total: currency ? { amount, currency } : null,
    orderable: priced.length > 0 && priced.every(canBeHad),
  };
}

/** Whether there is as much of it as is asked for, as far as the shop says. */
function canBeHad({ product, quantity }: PricedLine): boolean {
  return product !== null && product.availability !== 'out' && quantity <= (product.left ?? quantity);
}
