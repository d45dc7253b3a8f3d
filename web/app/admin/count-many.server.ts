import { ask, Refusal } from '../shop/api.server';
import { keyFor } from '../shop/key.server';
import { piecesIn } from './pieces-in';
import { sayRefused } from './stock-change.server';

/** What came of a sheet: what was changed by how much, to be undone, and what was not, to be typed on. */
export interface Counted {
  changed: { product: string; by: number }[];
  wrong: { product: string; typed: string; text: ReturnType<typeof sayRefused> }[];
}

type Change = { product: string; typed: string; body: { quantity: number; reason: string; note?: string } };

/** Saves what was counted of many products, each once for the sheet's key; fields that are empty change nothing. */
export async function countMany(request: Request, form: FormData): Promise<Counted> {
  const counted: Counted = { changed: [], wrong: [] };
  for (const [name, value] of form) {
    const typed = String(value).trim();
    if (!name.startsWith('counted.') || typed === '') continue;
    const product = name.slice('counted.'.length);
    const quantity = piecesIn(typed);
    if (quantity === undefined) counted.wrong.push({ product, typed, text: 'admin.stock.wholeNumber' });
    else await change(request, { form, counted }, { product, typed, body: { quantity, reason: 'counted' } });
  }
  return counted;
}

/** Takes back what a sheet has changed: by how much it was, whatever was sold meanwhile. */
export async function undoCounts(request: Request, form: FormData): Promise<Counted> {
  const counted: Counted = { changed: [], wrong: [] };
  for (const value of form.getAll('undo')) {
    const [product = '', by = ''] = String(value).split(':');
    if (!/^-?\d{1,10}$/.test(by) || Number(by) === 0) continue;
    const body = { quantity: -Number(by), reason: 'correction' };
    await change(request, { form, counted }, { product, typed: '', body });
  }
  return { ...counted, changed: [] };
}

async function change(
  request: Request,
  { form, counted }: { form: FormData; counted: Counted },
  { product, typed, body }: Change,
): Promise<void> {
  const key = keyFor(form.get('key'), product, body);
  const path = `/stock/${encodeURIComponent(product)}/adjustments`;
  try {
    const answer = await ask<{ movement: { quantity: number } }>(request, path, {
      ...{ method: 'POST', body, headers: { 'idempotency-key': key } },
    });
    counted.changed.push({ product, by: answer.body.movement.quantity });
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    counted.wrong.push({ product, typed, text: sayRefused(error) });
  }
}
