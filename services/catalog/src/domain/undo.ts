import type { ProductChange } from './product.ts';

/** The fields of a product whose change can be undone. Pictures that were taken away may be gone. */
export const UNDOABLE = [
  'name',
  'description',
  'price',
  'categoryId',
  'facts',
  'published',
] as const satisfies readonly (keyof ProductChange)[];

export type UndoableField = (typeof UNDOABLE)[number];

/** What the audit log calls changes that can be undone; an undo is one of them. */
export const UNDOING: readonly string[] = ['product.change', 'product.undo'];

/** A change as the audit log has it. */
interface Change {
  action: string;
  before: Readonly<Record<string, unknown>>;
  after: Readonly<Record<string, unknown>>;
  recent: boolean;
}

/** What a price was before its last change, where that made it what it is and can be undone. */
export function undoablePrice(last: Change | undefined, now: number | undefined): number | undefined {
  if (!last?.recent || !UNDOING.includes(last.action) || last.after['price'] !== now) return undefined;
  const before = last.before['price'];
  return typeof before === 'number' ? before : undefined;
}
