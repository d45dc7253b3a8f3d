import { changesOf } from './changes-of.ts';
import { findNamed } from './find-named.ts';
import type { ImportColumn } from './import-columns.ts';
import type { Fault, FaultCode } from './import-faults.ts';
import type { ImportField, ImportKind } from './import-kinds.ts';
import { missingIn } from './missing-in.ts';
import { type Lookup, nameKey } from './name-key.ts';
import type { ReadRow, Values } from './row-reader.ts';

/** What a row would do. `before` and `after` have the fields that it changes; of a new product there is no `before`. */
export interface Outcome {
  line: number;
  state: 'new' | 'changed' | 'unchanged' | 'wrong';
  product: string | null;
  /** The product's English name, for whoever reads of it. */
  name: string;
  before: Values;
  after: Values;
  faults: Fault[];
}

interface Deciding {
  kind: ImportKind;
  columns: readonly ImportColumn[];
  /** The lines in which products were met before. */
  met: Map<string, number>;
  newId: () => string;
}

/** What a row would do to what is there. */
export function decide(row: ReadRow, known: Lookup, deciding: Deciding): Outcome {
  const { line, values } = row;
  const { kind, columns, met } = deciding;
  const column = (field: ImportField) => columns.find((one) => one.field === field)?.name ?? field;
  const faults = [...row.faults];
  const wrong = (code: FaultCode, field?: ImportField) =>
    void faults.push({ line, column: field ? column(field) : '', code });
  const named = faults.length > 0 ? {} : findNamed(values, known);
  if ('wrong' in named && named.wrong) wrong(named.wrong, named.field);
  const product = 'product' in named ? named.product : undefined;
  const isNew = faults.length === 0 && product === undefined && kind === 'products';
  if (faults.length === 0 && product === undefined && !isNew) wrong('product_missing', 'id');
  if (isNew) for (const { code, field } of missingIn(values)) wrong(code, field);
  const key = product?.id ?? (isNew ? nameKey(values.category, values.nameEn) : undefined);
  if (key !== undefined && faults.length === 0) {
    if (met.has(key)) wrong('row_twice');
    else met.set(key, line);
  }
  if (typeof values.picture === 'string' && known.lostPictures.has(values.picture))
    wrong('bad_picture', 'picture');
  if (values.onHand !== undefined && values.received !== undefined) wrong('counted_and_received', 'received');
  if (product?.several && values.price !== undefined && values.price !== product.fields.price)
    wrong('price_of_variants', 'price');
  if (kind === 'stock' && product?.several) wrong('stock_of_variants', 'id');
  if (product?.reserved !== undefined && Number(values.onHand) < product.reserved)
    wrong('below_reserved', 'onHand');
  const name = product?.name ?? String(values.nameEn ?? '');
  if (faults.length > 0)
    return { line, state: 'wrong', product: product?.id ?? null, name, before: {}, after: {}, faults };
  const { before, after } = changesOf(values, product?.fields ?? {});
  const changed = Object.keys(after).length > 0;
  const state = isNew ? 'new' : changed ? 'changed' : 'unchanged';
  return { line, state, product: product?.id ?? deciding.newId(), name, before, after, faults };
}
