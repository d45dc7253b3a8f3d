import { orNothing } from './api.server';
import type { Money, Order } from './api-types';
import { cartOf, keepCart } from './cart.server';
import type { SetCookie } from './cookies.server';
import { pricedCart } from './priced-cart.server';
import { returnableLines } from './returnable';

/** What is in the cart, which can be had instead of what is sent back; null where there is nothing, or nobody knows its price. */
export interface Instead {
  goods: string;
  total: Money;
}

/** What its customer could have instead of something of an order; undefined where there is nothing to send back. */
export async function insteadOf(request: Request, order: Order): Promise<Instead | null | undefined> {
  if (returnableLines(order).length === 0) return undefined;
  const cart = cartOf(request);
  const priced = cart.lines.length > 0 && (await orNothing(pricedCart(request, cart)));
  if (!priced || !(priced.orderable && priced.total)) return null;
  const goods = priced.lines.map(({ product, quantity }) => `${product?.name} × ${quantity}`).join(', ');
  return { goods, total: priced.total };
}

/** What a form asks for instead: what is in the cart, at the total that the form was shown with. */
export function exchangeIn(request: Request, form: FormData) {
  const { lines } = cartOf(request);
  if (form.get('want') !== 'cart' || lines.length === 0) return undefined;
  return {
    // A cart keeps one id of what is wanted, which may stand for both.
    lines: lines.map(({ productId, quantity }) => ({ productId, variantId: productId, quantity })),
    expectedTotal: { amount: Number(form.get('instead')) || 0 },
  };
}

/** The cart is empty once what is in it is to be had instead. */
export const cartAfter = (request: Request, form: FormData): SetCookie[] =>
  form.get('want') === 'cart' ? [keepCart(request, { ...cartOf(request), lines: [] })] : [];
