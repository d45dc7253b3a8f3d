import { ask, Refusal } from '../shop/api.server';
import { problemOf } from '../shop/problems.server';
import type { Language } from '../words/languages';
import { moneyToType } from '../words/typed-money';
import { adjustStock } from './adjust-stock.server';
import { atOnce } from './at-once.server';
import { conflictState, type FieldConflict } from './edit.server';
import { type RowEdit, readSheet, type WrongCell } from './read-sheet.server';
import { cellName, type SheetField } from './sheet-cells';
import { sayRefused } from './stock-change.server';
import { stockPath } from './stock-path';
import type { Undoable } from './undo-products.server';

/** What came of a sheet: the cells that were saved, how that is undone, and what was not saved, to be typed on. */
export interface SheetSaved {
  /** The names of the cells that were saved. */
  cells: string[];
  changed: Undoable[];
  counts: { row: string; by: number }[];
  thresholds: { row: string; was: number | null; now: number | null }[];
  /** Of variants, which have no changes that the catalogue undoes. */
  prices: { row: string; of: string; was: number; now: number }[];
  wrong: Record<string, WrongCell>;
  conflicts: FieldConflict[];
  typed: Record<string, string>;
  was: Record<string, string>;
  why: { reason: string; note: string };
  /** Whether the shop did not answer: the same is sent with the same key then. */
  away: boolean;
}

type Saving = { request: Request; key: unknown; saved: SheetSaved; language: Language; currency: string };

/** Saves the changed rows of a sheet, some at a time: a row that is refused leaves the others, and keeps what was typed. */
export async function saveSheet(
  request: Request,
  form: FormData,
  reading: { language: Language; currency: string },
): Promise<SheetSaved> {
  const { edit, edits, why } = readSheet(form, reading);
  const none = { cells: [], changed: [], counts: [], thresholds: [], prices: [], wrong: {}, conflicts: [] };
  const saved: SheetSaved = { ...none, typed: {}, was: {}, why, away: false };
  const saving = { request, key: form.get('key'), saved, ...reading };
  await atOnce(edits, (row) => saveRow(saving, row));
  const done = new Set(saved.cells);
  for (const name of edit.changed) {
    if (done.has(name)) continue;
    saved.typed[name] = edit.typed[name]!;
    if (edit.was[name] !== undefined) saved.was[name] = edit.was[name];
  }
  return saved;
}

/** Nothing of a row with a wrong cell is sent: whoever mends it sees the row as they have typed it. */
async function saveRow(saving: Saving, edit: RowEdit): Promise<void> {
  const { saved } = saving;
  if (Object.keys(edit.wrong).length > 0) return void Object.assign(saved.wrong, edit.wrong);
  await Promise.all([saveProduct(saving, edit), saveStock(saving, edit)]);
}

async function saveProduct(saving: Saving, { row, of, isVariant, fields, product }: RowEdit): Promise<void> {
  if (!product) return;
  const cells = fields.filter((field) => field === 'price' || field === 'published');
  if (!isVariant) return patchProduct(saving, { row, of, cells }, product);
  // The price is the variant's; whether customers see it is said of the product.
  for (const field of cells) {
    const was = product['was'] as Record<string, unknown> | undefined;
    const body = { [field]: product[field], ...(was && { was: { [field]: was[field] } }) };
    if (field === 'published') await patchProduct(saving, { row, of, cells: [field] }, body);
    else await patchVariant(saving, { row, of }, body);
  }
}

async function patchProduct(
  saving: Saving,
  { row, of, cells }: { row: string; of: string; cells: SheetField[] },
  body: object,
): Promise<void> {
  const path = `/products/${encodeURIComponent(of)}`;
  await kept(saving, { row, cells }, async () => {
    const { change } = (await ask<{ change?: string }>(saving.request, path, { method: 'PATCH', body })).body;
    if (change) saving.saved.changed.push({ product: of, change });
  });
}

type Priced = { price?: { amount: number }; was?: { price?: { amount: number } } };

async function patchVariant(
  saving: Saving,
  { row, of }: { row: string; of: string },
  body: Priced,
): Promise<void> {
  const path = `/products/${encodeURIComponent(of)}/variants/${encodeURIComponent(row)}`;
  await kept(saving, { row, cells: ['price'] }, async () => {
    await ask(saving.request, path, { method: 'PATCH', body });
    const [now, was] = [body.price?.amount, body.was?.price?.amount];
    if (now !== undefined && was !== undefined && now !== was)
      saving.saved.prices.push({ row, of, was, now });
  });
}

async function saveStock(saving: Saving, { row, count, threshold }: RowEdit): Promise<void> {
  const { request, key, saved } = saving;
  if (count)
    await kept(saving, { row, cells: ['onHand'] }, async () => {
      const by = await adjustStock(request, { key, product: row, body: count });
      if (by instanceof Refusal) throw by;
      if (by !== 0) saved.counts.push({ row, by });
    });
  if (threshold)
    await kept(saving, { row, cells: ['threshold'] }, async () => {
      await ask(request, stockPath(row), { method: 'PATCH', body: threshold });
      saved.thresholds.push({ row, was: threshold.was.threshold, now: threshold.threshold });
    });
}

/** Notes the cells as saved, or why they were not. */
async function kept(
  { saved, language, currency }: Saving,
  { row, cells }: { row: string; cells: SheetField[] },
  save: () => Promise<void>,
): Promise<void> {
  const names = cells.map((field) => cellName(field, row));
  try {
    await save();
    saved.cells.push(...names);
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    saved.away ||= error.status >= 500;
    const edit = { typed: {}, was: {}, changed: [] };
    const conflicts = conflictState(edit, error, (field, value) => {
      if (field === 'price.amount') return moneyToType(Number(value), language, currency);
      if (typeof value === 'boolean') return value ? 'on' : '';
      return value === null ? '' : String(value);
    })?.conflicts;
    if (conflicts)
      saved.conflicts.push(...conflicts.map((one) => ({ ...one, field: cellIn(one.field, row) })));
    else for (const name of names) saved.wrong[name] = { text: sayOf(error, name) };
  }
}

const cellIn = (field: string, row: string) =>
  cellName((field === 'price.amount' ? 'price' : field) as SheetField, row);

const sayOf = (error: Refusal, name: string) =>
  name.startsWith('onHand.') ? sayRefused(error) : problemOf(error);
