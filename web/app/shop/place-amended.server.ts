import type { Texts } from '../words/words';
import { amendKey, isShort, wantedLines } from './amend.server';
import { ask, get, Refusal } from './api.server';
import type { Order, OrderWish } from './api-types';
import { quantityOf, withQuantity } from './cart';
import { cartOf, keepCart } from './cart.server';
import { isInCart } from './cart-back.server';
import type { SetCookie } from './cookies.server';
import { placedUnder } from './pay.server';
import { problemOf } from './problems.server';

const WAIT = 10; // seconds that the shop may take before the order's own page goes on telling
const PATIENCE = (WAIT + 10) * 1000; // ms
const MOST_TURN = 9;
const LINE = /^([0-9a-f-]{36})\.(\d{1,5})$/;

/** Where placing an amended order leads, or why it was not placed. */
export type Amended = { to: string; cookies: SetCookie[] } | { problem: keyof Texts; status: number };

/**
 * Places what a page has shown of an order that was refused for its goods: those pieces, on that day, to where that one was to
 * go, at that total or not at all. The key is derived from the refused order, so that two presses, or two tabs, are one order.
 */
export async function placeAmended(request: Request, id: string, form: FormData): Promise<Amended> {
  const old = await get<Order>(request, `/orders/${encodeURIComponent(id)}`);
  const lines = linesIn(form, old);
  const turn = Number(form.get('turn'));
  if (!isShort(old) || !lines || !Number.isInteger(turn) || turn < 0 || turn > MOST_TURN)
    return { problem: 'refused.changed', status: 409 };
  const key = amendKey(old.id, turn);
  const headers = { 'idempotency-key': key, prefer: `wait=${WAIT}` };
  const sent = { method: 'POST', body: wishOf(old, lines, form), headers, patience: PATIENCE };
  try {
    const { body } = await ask<Order>(request, '/orders', sent);
    return { to: `/orders/${body.id}`, cookies: lessInCart(request, old, lines) };
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    return refused(request, { old, lines, key }, error);
  }
}

interface Tried {
  old: Order;
  lines: { id: string; quantity: number }[];
  key: string;
}

async function refused(request: Request, { old, lines, key }: Tried, refusal: Refusal): Promise<Amended> {
  const { code, status, body } = refusal;
  if (code === 'idempotency_key_reused') {
    const placed = await placedUnder(request, key);
    if (placed) return { to: `/orders/${placed.id}`, cookies: [] };
  }
  if (code === 'idempotency_in_progress')
    return { to: `/orders/${String(body['orderId'])}`, cookies: lessInCart(request, old, lines) };
  if (code === 'price_changed') return { problem: 'refused.price_changed', status };
  if (body['orderId']) return { to: `/orders/${String(body['orderId'])}`, cookies: [] };
  if (code === 'unknown_product' || code === 'date_unavailable')
    return { problem: 'refused.changed', status };
  return { problem: problemOf(refusal), status };
}

function wishOf(old: Order, lines: Tried['lines'], form: FormData): OrderWish {
  const { address, recipient } = old;
  const { name, phone } = recipient ?? {};
  return {
    lines: lines.map(({ id, quantity }) => ({ productId: id, variantId: id, quantity })),
    deliveryDate: String(form.get('day')),
    ...(address && { address }),
    ...((name || phone) && { recipient: { ...(name && { name }), ...(phone && { phone }) } }),
    expectedTotal: { amount: Number(form.get('amount')), currency: String(form.get('currency')) },
  };
}

/** What the page has shown, as far as the refused order was of it. */
function linesIn(form: FormData, old: Order): Tried['lines'] | undefined {
  const wanted = new Map(wantedLines(old).map(({ id, quantity }) => [id, quantity]));
  const lines = form.getAll('line').map((text) => LINE.exec(String(text)));
  const read = lines.map((found) => ({ id: found?.[1] ?? '', quantity: Number(found?.[2]) }));
  const fits = ({ id, quantity }: Tried['lines'][number]) =>
    quantity > 0 && quantity <= (wanted.get(id) ?? 0);
  const once = new Set(read.map(({ id }) => id)).size === read.length;
  return read.length > 0 && once && read.every(fits) ? read : undefined;
}

/** The cart without what is ordered now, where it still has what was refused. */
function lessInCart(request: Request, old: Order, lines: Tried['lines']): SetCookie[] {
  const cart = cartOf(request);
  if (!isInCart(cart, old)) return [];
  const less = lines.reduce(
    (now, { id, quantity }) => withQuantity(now, id, quantityOf(now, id) - quantity),
    cart,
  );
  return [keepCart(request, less)];
}
