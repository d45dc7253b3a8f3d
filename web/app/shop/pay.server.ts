import { createHash, randomUUID } from 'node:crypto';
import { ask, get, orNothing, Refusal } from './api.server';
import type { List, Money, Order, OrderWish, User } from './api-types';
import type { Cart } from './cart';
import { cartOf, keepCart } from './cart.server';
import { type Attempt, addressLine, type Draft, draftAfter, draftOf, keepDraft } from './draft.server';

const WAIT = 10; // seconds that the shop may take before the order's own page goes on telling
const PATIENCE = (WAIT + 10) * 1000;
const OWED = 5 * 60_000; // ms; whoever comes back later presses Pay again

/** What is asked of the shop when somebody pays. */
export type OrderBody = Required<Omit<OrderWish, 'recipient'>> & Pick<OrderWish, 'recipient'>;

interface Known {
  to: string;
  cookies: [string, string][];
}

type Placed = Pick<Order, 'id' | 'status'>;

/** Where a try to pay leads; `unknown` when nobody can say yet whether it became an order. */
export type Paid = Known | { unknown: true; cookies: [string, string][] };

/** The order that a cart and a checkout amount to, at a total that was shown. */
export function orderBody(cart: Cart, draft: Draft, total: Money, { phone }: Pick<User, 'phone'>): OrderBody {
  // A cart keeps one id of what is wanted, which may stand for both.
  const lines = cart.lines.map(({ productId, quantity }) => ({ productId, variantId: productId, quantity }));
  const order = { lines, deliveryDate: draft.day ?? '', address: addressLine(draft) };
  return { ...order, expectedTotal: total, ...(phone && { recipient: { phone } }) };
}

/** The try for this order: the one that is under way, or a new one when something else is to be paid now. */
export function attemptFor(draft: Draft, body: OrderBody): Attempt {
  const print = printOf(body);
  return draft.attempt?.print === print ? draft.attempt : { key: randomUUID(), print };
}

/** The order that a try has become already, though its answer was lost: the one that was placed under its key. */
export async function placedUnder(request: Request, key: string): Promise<Order | undefined> {
  const found = await orNothing(get<List<Order>>(request, `/orders?${new URLSearchParams({ key })}`));
  return found?.items[0];
}

/** Whether a try was sent a short while ago and its answer is still owed. */
export function isOwed({ sent }: Attempt): boolean {
  return sent !== undefined && Date.now() - sent < OWED;
}

/** Where a try leads that has become an order: to the order, or to why it was refused, and another key. */
export function ended(request: Request, draft: Draft, key: string, order: Order): Known {
  if (order.status === 'cancelled') return refusedWith(request, draft, order.id);
  return placed(request, draft, key, order);
}

/** To the order, with an empty cart, and a checkout that knows which try it was and whether it is known how it ended. */
function placed(request: Request, draft: Draft, key: string, { id, status }: Placed): Known {
  const after = draftAfter(draft, key, { id, ended: status !== 'pending' });
  const cookies = [keepCart(request, { ...cartOf(request), lines: [] }), keepDraft(request, after)];
  return { to: `/orders/${id}`, cookies };
}

/**
 * Pays, once for each key however often it is called. The key is in the page and in the checkout's cookie since
 * before anything was sent; a key that has become an order leads there.
 */
export async function pay(request: Request, user: User, form: FormData): Promise<Paid> {
  const draft = draftOf(request, user.id);
  const cart = cartOf(request);
  const key = String(form.get('key'));
  const done = draft.done.find(([known]) => known === key);
  if (done) return { to: `/orders/${done[1]}`, cookies: [] };
  const total = { amount: Number(form.get('amount')), currency: String(form.get('currency')) };
  const body = orderBody(cart, draft, total, user);
  const { attempt } = draft;
  if (attempt?.key !== key || attempt.print !== printOf(body)) {
    const review = `/checkout/review?${new URLSearchParams({ before: key })}`;
    return { to: cart.lines.length > 0 ? review : '/cart', cookies: [] };
  }
  try {
    const headers = { 'idempotency-key': key, prefer: `wait=${WAIT}` };
    const sent = { method: 'POST', body, headers, patience: PATIENCE };
    return placed(request, draft, key, (await ask<Order>(request, '/orders', sent)).body);
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    if (error.code === 'idempotency_in_progress')
      return placed(request, draft, key, { id: String(error.body['orderId']), status: 'pending' });
    return refused(request, draft, { key, print: attempt.print }, error);
  }
}

async function refused(request: Request, draft: Draft, attempt: Attempt, refusal: Refusal): Promise<Paid> {
  const { code, status, body } = refusal;
  const review = (heard: Partial<Attempt>): Known => ({
    to: '/checkout/review',
    cookies: [keepDraft(request, { ...draft, attempt: { ...attempt, ...heard } })],
  });
  if (code === 'not_signed_in') return { to: '/sign-in?to=/checkout/review', cookies: [] };
  // Not placed, as far as we were told; with `overloaded` it surely was not, and the same key may try again.
  if (status >= 500 && code !== 'overloaded') return { unknown: true, ...review({ sent: Date.now() }) };
  if (body['orderId']) return refusedWith(request, draft, String(body['orderId']));
  if (code !== 'idempotency_key_reused') return review({ refused: code });
  // Sent under this key by a release that wrote the same wish in other words.
  const found = await placedUnder(request, attempt.key);
  return found ? ended(request, draft, attempt.key, found) : review({ key: randomUUID() });
}

/** The answer stands under this key for ever; whoever pays again wants another one. */
function refusedWith(request: Request, { attempt: _, ...rest }: Draft, order: string): Known {
  return { to: `/checkout/review?order=${encodeURIComponent(order)}`, cookies: [keepDraft(request, rest)] };
}

function printOf(body: OrderBody): string {
  return createHash('sha256').update(JSON.stringify(body)).digest('base64url').slice(0, 22);
}
