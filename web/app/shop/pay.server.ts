import { createHash, randomUUID } from 'node:crypto';
import { inOneLine } from './address';
import { ask, get, orNothing, Refusal } from './api.server';
import type { Cart } from './cart';
import { cartOf, keepCart } from './cart.server';
import { type Attempt, type Draft, draftAfter, draftOf, keepDraft } from './draft.server';
import type { List, Money, Order } from './shapes';

const WAIT = 10; // seconds that the shop may take before the order's own page goes on telling
const PATIENCE = (WAIT + 10) * 1000;

/** What is asked of the shop when somebody pays. */
export interface OrderBody {
  lines: { productId: string; quantity: number }[];
  deliveryDate: string;
  address: string;
  expectedTotal: Money;
}

/** Where a try to pay leads; `unknown` when nobody can say yet whether it became an order. */
export type Paid = { to: string; cookies: [string, string][] } | { unknown: true };

/** The order that a cart and a checkout amount to, at a total that was shown. */
export function orderBody(cart: Cart, draft: Draft, total: Money): OrderBody {
  const lines = cart.lines.map(({ productId, quantity }) => ({ productId, quantity }));
  return { lines, deliveryDate: draft.day ?? '', address: inOneLine(draft.address), expectedTotal: total };
}

/** The try for this order: the one that is under way, or a new one when something else is to be paid now. */
export function attemptFor(draft: Draft, body: OrderBody): Attempt {
  const print = printOf(body);
  if (draft.attempt?.print === print) return draft.attempt;
  return { key: randomUUID(), print, amount: body.expectedTotal.amount, since: new Date().toISOString() };
}

/** The order that a try has become already, though its answer was lost. */
export async function placedBy(request: Request, { since, amount }: Attempt): Promise<string | undefined> {
  const newest = await orNothing(get<List<Order>>(request, '/orders?mine=true&limit=5'));
  const same = ({ createdAt, status, total }: Order) =>
    createdAt >= since && status !== 'cancelled' && total.amount === amount;
  return newest?.items.find(same)?.id;
}

/** The cookies after an order: an empty cart, and a checkout that knows which try it was. */
export function cookiesAfter(request: Request, draft: Draft, key: string, order: string): [string, string][] {
  return [
    keepCart(request, { owner: draft.owner, lines: [] }),
    keepDraft(request, draftAfter(draft, key, order)),
  ];
}

/**
 * Pays, once for each key however often it is called. The key is in the page and in the checkout's cookie since
 * before anything was sent; a key that has become an order leads there.
 */
export async function pay(request: Request, owner: string, form: FormData): Promise<Paid> {
  const draft = draftOf(request, owner);
  const cart = cartOf(request);
  const key = String(form.get('key'));
  const done = draft.done.find(([known]) => known === key);
  if (done) return { to: `/orders/${done[1]}`, cookies: [] };
  const total = { amount: Number(form.get('amount')), currency: String(form.get('currency')) };
  const body = orderBody(cart, draft, total);
  if (draft.attempt?.key !== key || draft.attempt.print !== printOf(body)) {
    return { to: cart.lines.length > 0 ? '/checkout/review?changed=1' : '/cart', cookies: [] };
  }
  const ordered = (id: string): Paid => ({
    to: `/orders/${id}`,
    cookies: cookiesAfter(request, draft, key, id),
  });
  try {
    const headers = { 'idempotency-key': key, prefer: `wait=${WAIT}` };
    const sent = { method: 'POST', body, headers, patience: PATIENCE };
    return ordered((await ask<Order>(request, '/orders', sent)).body.id);
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    return refused(request, draft, error, ordered);
  }
}

function refused(request: Request, draft: Draft, refusal: Refusal, ordered: (id: string) => Paid): Paid {
  const order = String(refusal.body['orderId'] ?? '');
  if (refusal.code === 'idempotency_in_progress') return ordered(order);
  if (refusal.code === 'not_signed_in') return { to: '/sign-in?to=/checkout/review', cookies: [] };
  // Not placed, as far as we were told; with `overloaded` it surely was not, and the same key may try again.
  if (refusal.status >= 500 && refusal.code !== 'overloaded') return { unknown: true };
  const to = `/checkout/review?${new URLSearchParams({ refused: refusal.code, ...(order && { order }) })}`;
  if (!order) return { to, cookies: [] };
  // The answer stands under this key for ever; whoever pays again wants another one.
  const { attempt: _, ...rest } = draft;
  return { to, cookies: [keepDraft(request, rest)] };
}

function printOf(body: OrderBody): string {
  return createHash('sha256').update(JSON.stringify(body)).digest('base64url').slice(0, 22);
}
