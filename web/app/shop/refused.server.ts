import { type Amend, amendOf } from './amend.server';
import { get, Refusal } from './api.server';
import type { Order } from './api-types';
import { inReadersWords } from './goods';
import { goodsOf } from './goods.server';
import { type Short, shortOf } from './progress';

/** Why something was not ordered, for a note: the order that was refused, if it came so far, and what was short. */
export interface Refused {
  code: string;
  order: { id: string; number: string } | null;
  short: Short[];
  /** What of it can be had now. */
  amend?: Amend | null;
}

const UUID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/**
 * What became of the order that a page's address names: as the order itself says it, so that nobody is told of a
 * refusal that never was. Null when the address names none that was refused, or none of this visitor's.
 */
export async function refusedOrder(request: Request): Promise<Refused | null> {
  const id = new URL(request.url).searchParams.get('order') ?? '';
  if (!UUID.test(id)) return null;
  try {
    const order = await get<Order>(request, `/orders/${id}`);
    if (order.status !== 'cancelled') return null;
    const goods = order.shortages ? await goodsOf(request, [order]) : {};
    return { ...refusalOf(inReadersWords(order, goods)), amend: await amendOf(request, order) };
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    return error.status >= 500 ? { code: 'untold', order: null, short: [] } : null;
  }
}

/** A refusal without an order. */
export const refusedAs = (code: string): Refused => ({ code, order: null, short: [] });

/** What an order says of its refusal; `code` tells it otherwise than by the order's reason. */
export function refusalOf(order: Order, code = order.reason ?? 'other'): Refused {
  const { id, number } = order;
  return { code, order: { id, number }, short: shortOf(order) };
}
