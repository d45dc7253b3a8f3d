import { Refusal } from '../shop/api.server';
import { type Adjustment, adjustStock } from './adjust-stock.server';
import { atOnce } from './at-once.server';
import { piecesIn } from './pieces-in';
import { sayRefused } from './stock-change.server';

/** What came of a sheet: what was changed by how much, to be undone, and what was not, to be typed on. */
export interface Counted {
  changed: { product: string; by: number }[];
  wrong: { product: string; typed: string; text: ReturnType<typeof sayRefused> }[];
}

type Change = { product: string; typed: string; body: Adjustment };

/** Saves what was counted of many products, each once for the sheet's key; fields that are empty change nothing. */
export async function countMany(request: Request, form: FormData): Promise<Counted> {
  const changes: Change[] = [];
  const wrong: Counted['wrong'] = [];
  for (const [name, value] of form) {
    const typed = String(value).trim();
    if (!name.startsWith('counted.') || typed === '') continue;
    const product = name.slice('counted.'.length);
    const quantity = piecesIn(typed);
    if (quantity === undefined) wrong.push({ product, typed, text: 'admin.stock.wholeNumber' });
    else changes.push({ product, typed, body: { quantity, reason: 'counted' } });
  }
  const counted = await makeAll(request, form, changes);
  return { ...counted, wrong: [...wrong, ...counted.wrong] };
}

/** Takes back what a sheet has changed, as the fields of a name say: by how much it was, whatever was sold meanwhile. */
export async function undoCounts(request: Request, form: FormData, name = 'undo'): Promise<Counted> {
  const changes = form.getAll(name).flatMap((value): Change[] => {
    const [product = '', by = ''] = String(value).split(':');
    if (!/^-?\d{1,10}$/.test(by) || Number(by) === 0) return [];
    return [{ product, typed: '', body: { quantity: -Number(by), reason: 'correction' } }];
  });
  return { ...(await makeAll(request, form, changes)), changed: [] };
}

async function makeAll(request: Request, form: FormData, changes: readonly Change[]): Promise<Counted> {
  const counted: Counted = { changed: [], wrong: [] };
  await atOnce(changes, async ({ product, typed, body }) => {
    const by = await adjustStock(request, { key: form.get('key'), product, body });
    if (by instanceof Refusal) counted.wrong.push({ product, typed, text: sayRefused(by) });
    else counted.changed.push({ product, by });
  });
  return counted;
}
