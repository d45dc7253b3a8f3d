import { get } from '../shop/api.server';
import type { Foretold, Order } from '../shop/api-types';
import { keyFor } from '../shop/key.server';
import type { EndAct, Question } from './not-done.server';
import type { RefundWish } from './refund-wish.server';
import { refundedOf } from './refunded-of';

/** What somebody wants, before it is known what that would write. */
export interface Asked {
  act: EndAct;
  wanted: RefundWish | undefined;
  typed: Record<string, string>;
  changed: boolean;
}

/** What somebody is asked before it is done. Refused as the act itself would be. */
export async function questionOf(request: Request, order: Order, asked: Asked): Promise<Question> {
  const { act, wanted, typed, changed } = asked;
  const foretold = await foretell(request, order.id, act, wanted);
  const values = {
    ...typed,
    wish: JSON.stringify(wanted ?? {}),
    was: String(refundedOf(order)),
    told: keyFor(foretold),
  };
  return { act, foretold, values, changed };
}

async function foretell(request: Request, id: string, act: EndAct, wanted: RefundWish | undefined) {
  const query = new URLSearchParams({ act: act === 'part' ? 'cancel' : act });
  if (wanted && 'amount' in wanted) query.set('amount', String(wanted.amount));
  if (wanted && 'lines' in wanted)
    query.set('line', wanted.lines.map(({ lineId, quantity }) => `${lineId}:${quantity}`).join());
  return get<Foretold>(request, `/orders/${encodeURIComponent(id)}/foretold?${query}`);
}
