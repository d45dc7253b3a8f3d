import { ask, isAway, Refusal } from '../shop/api.server';
import { atOnce } from './at-once.server';
import { undoCounts } from './count-many.server';
import { stockPath } from './stock-path';
import { undoMany } from './undo-products.server';

/** How much of a saved sheet was taken back, and the rows in which somebody has changed it since. */
export interface SheetUndone {
  undone: number;
  rows: string[];
  /** Whether one of them could not because a part of the shop did not answer. */
  away: boolean;
}

/** Takes back what a sheet has saved: prices and what customers see, counts, and thresholds, each by itself. */
export async function undoSheet(request: Request, form: FormData): Promise<SheetUndone> {
  const asked = form.getAll('uncount').length;
  const products = await undoMany(request, form);
  const counts = await undoCounts(request, form, 'uncount');
  const others = await patchAll(request, [...thresholdsIn(form), ...pricesIn(form)]);
  const lost = counts.wrong.map(({ product }) => product);
  return {
    undone: products.many + asked - lost.length + others.undone,
    rows: [...new Set([...products.failed, ...lost, ...others.rows])],
    away: products.away || others.away || counts.wrong.some(({ text }) => text === 'error.unavailable'),
  };
}

interface Patch {
  row: string;
  path: string;
  body: object;
}

const THRESHOLD = /^([\da-f-]{36}):(\d{0,10}):(\d{0,10})$/i;
const PRICE = /^([\da-f-]{36}):([\da-f-]{36}):(\d{1,13}):(\d{1,13})$/i;
const numberIn = (text: string | undefined) => (text ? Number(text) : null);

function thresholdsIn(form: FormData): Patch[] {
  return form.getAll('rethreshold').flatMap((text) => {
    const [, row, was, now] = THRESHOLD.exec(String(text)) ?? [];
    if (!row) return [];
    const body = { threshold: numberIn(was), was: { threshold: numberIn(now) } };
    return [{ row, path: stockPath(row), body }];
  });
}

function pricesIn(form: FormData): Patch[] {
  return form.getAll('reprice').flatMap((text) => {
    const [, row, of, was, now] = PRICE.exec(String(text)) ?? [];
    if (!row) return [];
    const body = { price: { amount: Number(was) }, was: { price: { amount: Number(now) } } };
    return [{ row, path: `/products/${of}/variants/${row}`, body }];
  });
}

async function patchAll(request: Request, patches: readonly Patch[]): Promise<SheetUndone> {
  let away = false;
  const rows = await atOnce(patches, async ({ row, path, body }) => {
    try {
      await ask(request, path, { method: 'PATCH', body });
      return [];
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      away ||= isAway(error);
      return [row];
    }
  });
  return { undone: rows.filter((failed) => failed.length === 0).length, rows: rows.flat(), away };
}
