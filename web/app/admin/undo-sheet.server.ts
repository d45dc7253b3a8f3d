import { ask, Refusal } from '../shop/api.server';
import { atOnce } from './at-once.server';
import { undoCounts } from './count-many.server';
import { undoMany } from './undo-products.server';

/** How much of a saved sheet was taken back, and the rows in which somebody has changed it since. */
export interface SheetUndone {
  undone: number;
  rows: string[];
}

/** Takes back what a sheet has saved: prices and what customers see, counts, and thresholds, each by itself. */
export async function undoSheet(request: Request, form: FormData): Promise<SheetUndone> {
  const asked = form.getAll('uncount').length;
  const products = await undoMany(request, form);
  const counts = await undoCounts(request, form, 'uncount');
  const thresholds = await undoThresholds(request, form);
  const lost = counts.wrong.map(({ product }) => product);
  return {
    undone: products.many + asked - lost.length + thresholds.undone,
    rows: [...new Set([...products.failed, ...lost, ...thresholds.rows])],
  };
}

const THRESHOLD = /^([\da-f-]{36}):(\d{0,10}):(\d{0,10})$/i;
const numberIn = (text: string | undefined) => (text ? Number(text) : null);

async function undoThresholds(request: Request, form: FormData): Promise<SheetUndone> {
  const asked = form.getAll('rethreshold').flatMap((text) => {
    const [, row, was, now] = THRESHOLD.exec(String(text)) ?? [];
    return row ? [{ row, body: { threshold: numberIn(was), was: { threshold: numberIn(now) } } }] : [];
  });
  const rows = await atOnce(asked, async ({ row, body }) => {
    try {
      await ask(request, `/stock/${row}`, { method: 'PATCH', body });
      return [];
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      return [row];
    }
  });
  return { undone: rows.filter((failed) => failed.length === 0).length, rows: rows.flat() };
}
