import { createHash } from 'node:crypto';
import { addDays } from '@sagashop/kernel/clock';
import { newId } from '@sagashop/kernel/ids';
import { book, cancelBooking, tell } from './delivery-and-notify-steps.ts';
import { cancel, confirm, type Known, type Order, saveEnd, start } from './order-steps.ts';
import { capture, hold, release } from './payment-steps.ts';
import type { Pools } from './pools.ts';
import type { Customer, Line } from './reads.ts';
import { releaseGoods, reserve, take } from './stock-steps.ts';

/** The body of a request, checked by the shop's own schema. */
export interface Wish {
  lines: { productId: string; quantity: number }[];
  deliveryDate?: string;
  address?: string;
}

interface Request {
  customer: Customer;
  key: string;
  wish: Wish;
  lines: Line[];
}

interface Answer {
  status: number;
  body: string;
}

/**
 * The shop's saga, written plainly: each step is a transaction of its own, steps that do not need each other go
 * together, and the first refusal undoes what was done.
 */
export async function placeOrder(pools: Pools, request: Request): Promise<Answer> {
  const order = newOrder(request);
  const known = await start(pools.order, order);
  if (known) return answerKnown(known, order);
  if (!(await hold(pools.payment, order))) return undo(pools, order, 'insufficient_funds');
  const [goods, courier] = await Promise.all([reserve(pools.stock, order), book(pools.delivery, order)]);
  if (!goods || !courier) {
    await Promise.all([
      release(pools.payment, order),
      goods && releaseGoods(pools.stock, order),
      courier && cancelBooking(pools.delivery, order),
    ]);
    return undo(pools, order, goods ? 'no_courier' : 'out_of_stock');
  }
  const body = await confirm(pools.order, order);
  await Promise.all([
    capture(pools.payment, order),
    take(pools.stock, order),
    tell(pools.notify, order, 'confirmed'),
  ]);
  await saveEnd(pools.order, order, 'completed');
  return { status: 201, body };
}

async function undo(pools: Pools, order: Order, reason: string): Promise<Answer> {
  const body = await cancel(pools.order, order, reason);
  await tell(pools.notify, order, 'cancelled');
  await saveEnd(pools.order, order, 'refused');
  return { status: 409, body };
}

function newOrder({ customer, key, wish, lines }: Request): Order {
  const tomorrow = addDays(new Date().toISOString().slice(0, 10), 1);
  return {
    id: newId(),
    saga: newId(),
    number: '',
    key,
    fingerprint: createHash('sha256').update(JSON.stringify(wish)).digest('base64url'),
    customer,
    address: wish.address ?? null,
    lines,
    total: lines.reduce((sum, { price, quantity }) => sum + price * quantity, 0),
    date: wish.deliveryDate ?? tomorrow,
    createdAt: new Date(),
    steps: [],
  };
}

function answerKnown({ fingerprint, status, answer }: Known, order: Order): Answer {
  if (fingerprint !== order.fingerprint) return { status: 422, body: '{"code":"idempotency_key_reused"}' };
  if (status === null || answer === null) return { status: 409, body: '{"code":"idempotency_in_progress"}' };
  return { status, body: answer };
}
