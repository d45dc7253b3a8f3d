import { redirect } from 'react-router';
import { orNothing } from './api.server';
import type { Money, Product } from './api-types';
import { cartOf } from './cart.server';
import { type PricedCart, pricedCart } from './priced-cart.server';

/** A line as the checkout shows it: what a picture, a name and a price need, and no more. */
export interface ShownLine {
  productId: string;
  quantity: number;
  product: Pick<Product, 'id' | 'name' | 'picture' | 'category' | 'price' | 'availability' | 'left'>;
  before: Money | null;
}

/** The cart as each step of the checkout shows it. */
export interface ShownCart {
  lines: ShownLine[];
  total: Money;
}

/**
 * What is being bought, with the prices of now; null where they cannot be had. Whoever has nothing in the cart, or
 * something that cannot be ordered, is sent to the cart, which says why.
 */
export async function checkoutCart(request: Request): Promise<ShownCart | null> {
  const cart = cartOf(request);
  if (cart.lines.length === 0) throw redirect('/cart');
  const priced = await orNothing(pricedCart(request, cart));
  return priced ? shownCart(request, priced) : null;
}

/** The same of a cart whose prices are known; with the order that was refused for it, the cart tells why. */
export function shownCart(request: Request, { lines, total, orderable }: PricedCart): ShownCart {
  if (!orderable || !total) throw redirect(`/cart${new URL(request.url).search}`);
  return { lines: lines.flatMap((line) => shownLine(line)), total };
}

function shownLine({ product, ...line }: PricedCart['lines'][number]): ShownLine[] {
  if (!product) return [];
  const { id, name, picture, category, price, availability, left } = product;
  const shown = { id, name, picture, category, price, availability, ...(left !== undefined && { left }) };
  return [{ ...line, product: shown }];
}
