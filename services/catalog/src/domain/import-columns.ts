import { shownText } from '@sagashop/kernel/text';
import type { Fault } from './import-faults.ts';
import { FIELDS_OF, guessField, type ImportField, type ImportKind, NAMES_ONLY } from './import-kinds.ts';

/** A column of a file: its heading, which no other column has, what it says, and what stands in its first rows. */
export interface ImportColumn {
  name: string;
  field: ImportField | null;
  samples: string[];
}

/** What each column says, by its name; the others are guessed. */
export type Mapping = Readonly<Record<string, ImportField | null>>;

/** The columns under these headings; the second of a heading is called so: `Price (2)`. */
export function columnsOf(
  kind: ImportKind,
  headings: readonly string[],
  mapping: Mapping = {},
): ImportColumn[] {
  const seen = new Map<string, number>();
  return headings.map((said) => {
    const heading = [...shownText(said.replaceAll('\0', '')).trim()].slice(0, 100).join('');
    const times = (seen.get(heading) ?? 0) + 1;
    seen.set(heading, times);
    const name = times === 1 ? heading : `${heading} (${times})`;
    const field = Object.hasOwn(mapping, name) ? mapping[name]! : guessField(kind, heading);
    return { name, field, samples: [] };
  });
}

/** What is wrong with the columns as a whole: two that say the same, none that names a product, none that changes it. */
export function faultsOfColumns(kind: ImportKind, columns: readonly ImportColumn[], line: number): Fault[] {
  const fields = columns.flatMap(({ field }) => field ?? []);
  const twice = columns.filter(
    ({ field }, at) => field !== null && fields.indexOf(field) < earlier(columns, at),
  );
  const faults = twice.map(({ name }): Fault => ({ line, column: name, code: 'column_twice' }));
  const canName = fields.includes('id') || fields.includes('slug') || isWhole(kind, fields);
  if (!canName) faults.push({ line, column: 'id', code: 'column_missing' });
  const changing = FIELDS_OF[kind].filter((field) => !NAMES_ONLY.includes(field));
  if (!changing.some((field) => fields.includes(field)))
    faults.push({ line, column: changing[0]!, code: 'column_missing' });
  return faults;
}

/** How many columns before this one say something. */
const earlier = (columns: readonly ImportColumn[], at: number) =>
  columns.slice(0, at).filter(({ field }) => field !== null).length;

/** Whether the columns say enough of products that are new. */
const isWhole = (kind: ImportKind, fields: readonly ImportField[]) =>
  kind === 'products' &&
  (['nameEn', 'nameRu', 'price', 'category'] as const).every((field) => fields.includes(field));
