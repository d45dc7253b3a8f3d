import { ask, Refusal } from '../shop/api.server';
import { type FormState, formTexts } from '../shop/form.ts';
import { keyFor } from '../shop/key.server';
import { problemOf } from '../shop/problems.server';
import type { Texts } from '../words/words';
import { piecesIn } from './pieces-in';
import { stockPath } from './stock-path';

/** What the buttons of the forms do: what is sent, and what of the quantity that was typed. */
const ACTS: Record<string, { reason: string; sign: 1 | -1 } | undefined> = {
  receive: { reason: 'received', sign: 1 },
  count: { reason: 'counted', sign: 1 },
  damaged: { reason: 'damaged', sign: -1 },
  lost: { reason: 'lost', sign: -1 },
  given_away: { reason: 'given_away', sign: -1 },
  returned: { reason: 'returned', sign: 1 },
  more: { reason: 'correction', sign: 1 },
  fewer: { reason: 'correction', sign: -1 },
};

const SAID: Record<string, keyof Texts> = {
  validation_failed: 'admin.stock.wholeNumber',
  below_zero: 'admin.stock.belowZero',
  below_reserved: 'admin.stock.belowReserved',
};

/** A change that was refused: of which product, by which form, and what was typed. */
export interface Refused {
  product: string;
  form: string;
  state: FormState;
  status: number;
}

/**
 * Makes the change that a form asks for, once for its key however often it is sent: goods received, counted, or another
 * reason. Answers what was refused; undefined when it is made.
 */
export async function changeStock(request: Request, form: FormData): Promise<Refused | undefined> {
  const typed = formTexts(form, ['quantity', 'note', 'reason']);
  const [product, act] = [String(form.get('product')), String(form.get('act'))];
  const what = ACTS[act === 'other' ? (typed['reason'] ?? '') : act];
  const refused = (status: number, field: string, text: keyof Texts): Refused => {
    return { product, form: act, status, state: { fields: { [field]: text }, typed } };
  };
  if (!what) return refused(422, 'reason', 'admin.stock.chooseReason');
  const quantity = piecesIn(typed['quantity'] ?? '');
  if (quantity === undefined) return refused(422, 'quantity', 'admin.stock.wholeNumber');
  const { reason, sign } = what;
  const received = reason === 'received';
  const note = typed['note'] ? { note: typed['note'].slice(0, 500) } : {};
  const body = { quantity: quantity * sign, ...(!received && { reason }), ...note };
  const path = stockPath(product, received ? '/receipts' : '/adjustments');
  // Another number, or another reason, is another change.
  const key = keyFor(form.get('key'), product, reason, body.quantity);
  try {
    await ask(request, path, { method: 'POST', body, headers: { 'idempotency-key': key } });
    return undefined;
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    return refused(error.status, 'quantity', sayRefused(error));
  }
}

/** What is said of a change that was refused. */
export function sayRefused(error: Refusal): keyof Texts {
  return SAID[error.code] ?? problemOf(error);
}
