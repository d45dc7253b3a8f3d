import type { ImportField } from './import-kinds.ts';
import type { Known } from './name-key.ts';
import type { Values } from './row-reader.ts';

/** What somebody has changed since a file was compared. */
export interface Stale {
  line: number;
  product: string;
  name: string;
  /** `product`: it was taken away, or, where it was to be new, somebody has made it. */
  field: ImportField | 'product';
  was: Values[ImportField];
  now: Values[ImportField];
}

interface ComparedRow {
  line: number;
  state: string;
  product: string | null;
  name: string;
  before: Values;
  after: Values;
}

/** In what a product differs from what it was when its row was compared with it. */
export function staleIn(
  { line, state, product, name, before, after }: ComparedRow,
  known: Known | undefined,
  isCategory: (id: unknown) => boolean,
): Stale[] {
  const about = { line, product: product!, name };
  const lost = after.category !== undefined && !isCategory(after.category);
  const shelf: Stale[] = lost ? [{ ...about, field: 'category', was: after.category, now: null }] : [];
  if (state === 'new') return shelf;
  if (!known) return [{ ...about, field: 'product', was: name, now: null }];
  const changed = Object.keys(after).flatMap((said): Stale[] => {
    const field = said as ImportField;
    const [was, now] = [before[field] ?? null, known.fields[field] ?? null];
    // Of several variants each has its own price: the product's is the lowest, and is not written.
    const own = field === 'price' && known.several;
    return was === now && !own ? [] : [{ ...about, field, was, now }];
  });
  return [...shelf, ...changed];
}
