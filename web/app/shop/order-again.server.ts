import { get, Refusal } from './api.server';
import type { Order } from './api-types';
import type { CartLine } from './cart';
import { MOST_OF_ONE, mergedCarts } from './cart';
import { cartOf, keepCart } from './cart.server';
import type { SetCookie } from './cookies.server';
import { boughtId } from './goods';
import { goodsKnown } from './goods.server';

/** Why something that was ordered once is not in the cart now. */
export type Missing = { productId: string; why: 'gone' | 'out' | 'full' };

/** What came of ordering again: whether anything is in the cart now, what is not, and what the browser shall keep. */
export interface Again {
  some: boolean;
  missing: Missing[];
  cookies: SetCookie[];
}

/**
 * Puts what an order had into the visitor's cart, as far as it is for sale. Done twice it is there once: of what is in
 * the cart already the larger number stays. Throws a Refusal when the catalogue does not answer.
 */
export async function orderAgain(request: Request, id: string): Promise<Again> {
  const order = await get<Order>(request, `/orders/${encodeURIComponent(id)}`);
  const goods = await goodsKnown(request, [order]);
  if (!goods) throw new Refusal(503, { code: 'unavailable' });
  const missing: Missing[] = [];
  const wanted: CartLine[] = [];
  for (const { quantity, ...line } of order.lines) {
    const productId = boughtId(line);
    const good = goods[productId];
    if (!good) missing.push({ productId, why: 'gone' });
    else if (good.availability === 'out') missing.push({ productId, why: 'out' });
    else wanted.push({ productId, quantity: Math.min(quantity, MOST_OF_ONE), seen: good.price.amount });
  }
  const { cart, left } = mergedCarts(cartOf(request), wanted);
  for (const { productId } of left) missing.push({ productId, why: 'full' });
  return { some: left.length < wanted.length, missing, cookies: [keepCart(request, cart)] };
}
