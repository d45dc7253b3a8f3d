import { isDeepStrictEqual } from 'node:util';
import type { Staff } from '@sagashop/audit-log/staff-of';
import { refuse } from '@sagashop/chassis/errors';
import type { Sql, Tx } from '@sagashop/chassis/postgres/sql';
import { assertNotEdited } from '@sagashop/vocabulary/editable';
import { refuseShop } from '@sagashop/vocabulary/errors';
import { changedProduct, type ProductChange, type ProductText } from '../domain/product.ts';
import { UNDOABLE, UNDOING, type UndoableField } from '../domain/undo.ts';
import { refuseCatalog } from '../errors.ts';
import { findLastChange, findLoggedChange, type LoggedChange } from '../store/logged-changes.ts';
import { findWritten, saveProduct } from '../store/products.ts';
import { followVariants } from './follow-variants.ts';
import { logChange } from './log-change.ts';
import { refuseBroken } from './refuse-broken.ts';

/** Which change of a product is undone; of its `fields` only these. */
export interface Undo {
  product: string;
  change: string;
  fields: readonly UndoableField[] | undefined;
}

/**
 * Puts the fields of a change back to what they were before it, which is a change of its own. Done already it changes
 * nothing. Refuses what is older than a day or of another kind (409 not_undoable), and where one of the fields was changed
 * since, though it be to the same: 409 edit_conflict, which names the newer change. Answers the id of its entry.
 */
export function undoChange(sql: Sql, undo: Undo, staff: Staff): Promise<string | undefined> {
  const subject = `product:${undo.product.toLowerCase()}`;
  return refuseBroken(
    () =>
      sql.begin(async (tx) => {
        const product = await findWritten(tx, undo.product, { lock: true });
        const change = await findLoggedChange(tx, subject, undo.change);
        if (!product || !change) throw refuse.not_found();
        const wish = wishOf(change, undo.fields);
        const after = changedProduct(product, wish.back);
        if (isDeepStrictEqual(after, product)) return undefined;
        await assertNewest(tx, { subject, product, change, wish });
        await saveProduct(tx, undo.product, after);
        await followVariants(tx, undo.product, product, after);
        const done = { action: 'product.undo', subject, reason: `undoes ${change.id}` } as const;
        return logChange(tx, staff, done, product, after);
      }) as Promise<string | undefined>,
  );
}

interface Wish {
  /** The fields as they were before the change, and as it left them. */
  back: ProductChange;
  left: object;
}

function wishOf({ action, before, after, recent }: LoggedChange, only: Undo['fields']): Wish {
  const changed = Object.keys(after);
  const fields = only?.filter((field) => changed.includes(field)) ?? changed;
  const known = fields.every((field) => (UNDOABLE as readonly string[]).includes(field));
  if (!recent || !UNDOING.includes(action) || !known || fields.length === 0)
    throw refuseCatalog.not_undoable();
  const of = (state: object) =>
    Object.fromEntries(Object.entries(state).filter(([name]) => fields.includes(name)));
  return { back: of(before), left: of(after) };
}

/** Throws 409 with both values, and with the change that is newer where somebody made one. */
async function assertNewest(
  tx: Tx,
  {
    subject,
    product,
    change,
    wish,
  }: { subject: string; product: ProductText; change: LoggedChange; wish: Wish },
): Promise<void> {
  const { back, left } = wish;
  const last = await findLastChange(tx, subject, Object.keys(back));
  if (!last || last.id === change.id) return assertNotEdited(product, back, left);
  const [now, was] = [product, left] as unknown as Record<string, unknown>[];
  const fields = Object.entries(back).filter(([name]) => name in last.after);
  throw refuseShop.edit_conflict({
    conflicts: fields.map(([field, yours]) => ({ field, was: was![field], now: now![field], yours })),
    newer: { id: last.id, at: last.at.toISOString(), by: last.actor, action: last.action },
  });
}
