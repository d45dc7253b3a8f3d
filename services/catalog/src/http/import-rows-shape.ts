import { IMPORT_FAULTS } from '../domain/import-faults.ts';
import type { ImportField } from '../domain/import-kinds.ts';
import type { Values } from '../domain/row-reader.ts';
import type { Kept } from '../domain/taken-back.ts';
import type { ImportRow } from '../store/import-rows.ts';
import type { ImportProblem } from '../store/imports.ts';
import type { Showing } from './show-import.ts';

/** What is wrong in a row, in words. */
export const showFaults = ({ faults }: ImportRow, { language }: Pick<Showing, 'language'>) =>
  faults.map(({ line, column, code }) => ({ line, column, code, message: IMPORT_FAULTS[code][language] }));

/** What a row changes, field by field. */
export function showChange({ line, product, name, state, before, after }: ImportRow, showing: Showing) {
  const fields = (Object.keys(after) as ImportField[]).map((field) => ({
    field,
    before: showValue(field, before[field] ?? null, showing),
    after: showValue(field, after[field] ?? null, showing),
  }));
  return { line, product: product!, name, state: state as 'new' | 'changed', fields };
}

/** What stayed when an import was taken back. */
export const showKept = ({ imported, now, ...about }: Kept, showing: Showing) => ({
  ...about,
  was: showValue(about.field, imported, showing),
  now: showValue(about.field, now, showing),
});

/** Why it could not be applied. */
export function showProblem({ code, rows }: ImportProblem, showing: Showing) {
  const stale = rows as (Omit<Kept, 'imported'> & { was: Kept['imported'] })[] | undefined;
  return {
    code,
    ...(stale && { rows: stale.map(({ was, ...row }) => showKept({ ...row, imported: was }, showing)) }),
  };
}

/** A value as the API says it: money with its currency, a category by its name. */
function showValue(
  field: Kept['field'],
  value: Values[ImportField],
  { categories, currency, language }: Showing,
) {
  if (value === null || value === undefined) return null;
  if (field === 'price') return { amount: Number(value), currency };
  if (field === 'category') return categories.nodes.get(String(value))?.name[language] ?? null;
  return value;
}
