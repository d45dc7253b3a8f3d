import { redirect } from 'react-router';
import { get, Refusal } from './api.server';
import type { Order } from './api-types';
import { type Cart, quantityOf, withMore } from './cart';
import { cartOf, keepCart } from './cart.server';
import type { SetCookie } from './cookies.server';
import { draftHere, keepDraft } from './draft.server';
import { boughtId } from './goods';
import { pageAddress } from './return-address';

/**
 * What became of the order that had emptied the cart before it had ended. If the shop has refused it, its lines are put
 * back, and the page is asked for again, with them; else the headers that end the waiting, if it is over.
 */
export async function cartBack(request: Request): Promise<SetCookie[]> {
  const cart = cartOf(request);
  const { awaited, ...draft } = draftHere(request);
  if (!awaited) return [];
  const order = await orderOrNone(request, awaited);
  if (order?.status === 'pending') return [];
  const over = keepDraft(request, draft);
  if (!order || !isRefused(order)) return [over];
  const headers = [over, keepCart(request, withBack(cart, order))];
  throw redirect(pageAddress(new URL(request.url)), { headers });
}

/** Whether all that an order was of is in the cart. */
export function isInCart(cart: Cart, { lines }: Order): boolean {
  return lines.every((line) => quantityOf(cart, boughtId(line)) >= line.quantity);
}

/** Whether the shop could not do an order: nobody has cancelled it. */
export function isRefused({ status, reason }: Order): boolean {
  return status === 'cancelled' && !reason?.startsWith('cancelled_by');
}

/** With at least what was ordered: done twice, by two tabs, it is in the cart once. */
function withBack(cart: Cart, { lines }: Order): Cart {
  return lines.reduce((now, { quantity, price, ...line }) => {
    const productId = boughtId(line);
    const missing = quantity - quantityOf(now, productId);
    return missing > 0 ? withMore(now, { productId, quantity: missing, seen: price.amount }) : now;
  }, cart);
}

/** Undefined where the order is gone; while nobody can say what became of it, it counts as under way. */
async function orderOrNone(request: Request, id: string): Promise<Order | { status: 'pending' } | undefined> {
  try {
    return await get<Order>(request, `/orders/${id}`);
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    return error.status === 404 ? undefined : { status: 'pending' };
  }
}
