import type { Staff } from '@sagashop/audit-log/staff-of';
import { type AuditEntry, writeAuditEntries } from '@sagashop/audit-log/write-audit-log';
import type { Tx } from '@sagashop/chassis/postgres/sql';
import type { StaffAct } from '@sagashop/vocabulary/staff-acts';
import type { Goods } from '../domain/goods.ts';
import type { StaffMovement } from '../domain/movement.ts';
import { savePlaces, saveThresholds } from '../store/goods.ts';
import { insertStaffMovements } from '../store/movements.ts';
import { saveAndPublish } from './save-and-publish.ts';

/** An import, and who has it done. */
export interface Import {
  import: string;
  by: Staff;
}

/** A product as an import changes it, or has changed it back. */
export interface ImportedChange {
  goods: Goods;
  movement: Pick<StaffMovement, 'reason' | 'quantity'> | undefined;
  threshold: { is: number | null } | undefined;
  place: { was: string | null; is: string | null } | undefined;
}

/** Writes movements, thresholds, places, and the entries of the audit log. */
export async function writeImport(
  tx: Tx,
  whole: Import,
  action: StaffAct,
  changes: readonly ImportedChange[],
): Promise<void> {
  const { import: id, by } = whole;
  const moved = changes.flatMap(({ goods, movement }) =>
    movement ? [{ ...movement, before: goods, onHand: goods.onHand + movement.quantity }] : [],
  );
  const settings = changes.filter(({ threshold, place }) => threshold || place);
  const thresholds = settingsIn(changes, ({ threshold }) => threshold);
  const places = settingsIn(changes, ({ place }) => place);
  const movements = moved.map(({ before, reason, quantity, onHand }) => ({
    ...{ productId: before.productId, reason, quantity, onHand },
    ...{ cause: id, by: by.actor.id, note: null },
  }));
  if (movements.length > 0) await insertStaffMovements(tx, movements);
  if (thresholds.size > 0) await saveThresholds(tx, thresholds);
  if (places.size > 0) await savePlaces(tx, places);
  // By its new threshold a product may have become low.
  const after = moved.map(({ before, onHand }) => {
    const { productId, threshold } = before;
    return {
      ...before,
      onHand,
      threshold: thresholds.has(productId) ? thresholds.get(productId)! : threshold,
    };
  });
  await saveAndPublish(tx, after);
  await writeAuditEntries(tx, [
    entryOfWhole(whole, action, changes.length),
    ...moved.map(({ before, reason, onHand }) => ({
      ...entryOf(whole, before, reason === 'received' ? 'stock.receive' : 'stock.adjust'),
      ...{ before: { onHand: before.onHand }, after: { onHand } },
    })),
    ...settings.map(({ goods, threshold, place }) => ({
      ...entryOf(whole, goods, 'stock.change'),
      before: { ...(threshold && { threshold: goods.threshold }), ...(place && { place: place.was }) },
      after: { ...(threshold && { threshold: threshold.is }), ...(place && { place: place.is }) },
    })),
  ]);
}

/** What is set of each, by its id, of those of which it is set. */
const settingsIn = <V>(
  changes: readonly ImportedChange[],
  of: (change: ImportedChange) => { is: V } | undefined,
): Map<string, V> =>
  new Map(
    changes.flatMap((change) => {
      const setting = of(change);
      return setting ? [[change.goods.productId, setting.is] as const] : [];
    }),
  );

const entryOf = ({ import: id, by }: Import, { productId }: Goods, action: StaffAct) => ({
  ...by,
  action,
  subject: `product:${productId}`,
  reason: `import ${id}`,
});

/** The cause of its movements is its id: by that the audit finds it. */
function entryOfWhole({ import: id, by }: Import, action: StaffAct, products: number): AuditEntry {
  const entry = { ...by, action, subject: `import:${id}`, before: {}, after: { products } };
  return action === 'import.apply' ? { ...entry, id } : entry;
}
