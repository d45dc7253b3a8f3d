import type { ImportField } from './import-kinds.ts';
import type { Known } from './name-key.ts';
import type { Values } from './row-reader.ts';

/** What stays as it is when an import is taken back, since somebody has changed it: a field, or the product as a whole. */
export interface Kept {
  line: number;
  product: string;
  name: string;
  /** `product`: it was taken away; `stock`: there is some of it; `details`: it has facts or more pictures. */
  field: ImportField | 'product' | 'stock' | 'details';
  imported: Values[ImportField];
  now: Values[ImportField];
}

/** What taking a row back does. */
export interface TakenBack {
  /** The fields that become what they were. */
  back: Values;
  /** Of a new product: nobody sees it any more, for good or until somebody shows it again. */
  remove: 'archive' | 'hide' | undefined;
  kept: Kept[];
}

interface AppliedRow {
  line: number;
  state: string;
  product: string | null;
  name: string;
  before: Values;
  after: Values;
}

/** A product as it is, with what an import does not say of it. */
export interface KnownWhole extends Known {
  inStock: boolean;
  detailed: boolean;
}

/** What an import says of a product by leaving it out. */
const UNSAID: Values = { descriptionEn: '', descriptionRu: '', published: true, picture: null };

/** Takes one row of an import back as far as nobody has changed since what it wrote. */
export function takeBack(
  row: AppliedRow,
  known: KnownWhole | undefined,
  isCategory: (id: unknown) => boolean,
): TakenBack {
  const { line, name } = row;
  const product = row.product!;
  const keeps = (field: Kept['field'], imported: Kept['imported'], now: Kept['now']): Kept => ({
    line,
    product,
    name,
    field,
    imported,
    now,
  });
  if (row.state === 'new') return takeNewBack({ ...UNSAID, ...row.after }, known, keeps);
  if (!known) return { back: {}, remove: undefined, kept: [keeps('product', name, null)] };
  const result: TakenBack = { back: {}, remove: undefined, kept: [] };
  for (const [said, imported] of Object.entries(row.after)) {
    const field = said as ImportField;
    const [was, now] = [row.before[field] ?? null, known.fields[field] ?? null];
    if (now === was) continue;
    // Of several variants each has its own price, which the product's does not change.
    const own = field === 'price' && known.several;
    if (now === imported && !own && (field !== 'category' || isCategory(was))) result.back[field] = was;
    else result.kept.push(keeps(field, imported, now));
  }
  return result;
}

function takeNewBack(
  imported: Values,
  known: KnownWhole | undefined,
  keeps: (field: Kept['field'], imported: Kept['imported'], now: Kept['now']) => Kept,
): TakenBack {
  if (!known) return { back: {}, remove: undefined, kept: [] };
  const changed = Object.entries(imported).filter(
    ([field, value]) => (known.fields[field as ImportField] ?? null) !== (value ?? null),
  );
  const kept = changed.map(([field, value]) =>
    keeps(field as ImportField, value, known.fields[field as ImportField] ?? null),
  );
  if (known.detailed) kept.push(keeps('details', null, null));
  if (kept.length > 0) return { back: {}, remove: undefined, kept };
  if (known.inStock) return { back: {}, remove: 'hide', kept: [keeps('stock', null, null)] };
  return { back: {}, remove: 'archive', kept: [] };
}
