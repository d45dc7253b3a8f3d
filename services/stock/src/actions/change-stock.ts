import type { Staff } from '@sagashop/audit-log/staff-of';
import { differences, writeAuditLog } from '@sagashop/audit-log/write-audit-log';
import { refuse } from '@sagashop/chassis/errors';
import type { Tx } from '@sagashop/chassis/postgres/sql';
import { assertNotEdited } from '@sagashop/vocabulary/editable';
import type { OwnedGoods } from '../domain/goods.ts';
import { savePlace, saveThreshold } from '../store/goods.ts';
import { lockOwned, subjectOf } from './lock-owned.ts';

interface Fields {
  threshold?: number | null;
  place?: string | null;
}

/**
 * Sets from how many on hand on something is low, and where it lies. Refuses what has no stock (404) and an edit conflict
 * (409). A place of blanks alone is none.
 */
export async function changeStock(
  tx: Tx,
  { id, edit, by }: { id: string; edit: Fields & { was?: Fields }; by: Staff },
): Promise<OwnedGoods> {
  const goods = await lockOwned(tx, id);
  if (!goods) throw refuse.not_found();
  const { was, ...said } = edit;
  const change = said.place === undefined ? said : { ...said, place: said.place?.trim() || null };
  const before = { threshold: goods.threshold, place: goods.place };
  assertNotEdited(before, change, was);
  const after = { ...before, ...change };
  const changes = differences(before, after);
  if (Object.keys(changes.after).length === 0) return goods;
  const { subject, which } = subjectOf(goods);
  await Promise.all([
    saveThreshold(tx, id, after.threshold),
    savePlace(tx, id, after.place),
    writeAuditLog(tx, {
      ...by,
      action: 'stock.change',
      subject,
      before: { ...which, ...changes.before },
      after: { ...which, ...changes.after },
    }),
  ]);
  return { ...goods, ...after };
}
