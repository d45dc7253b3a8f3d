import type { Staff } from '@sagashop/audit-log/staff-of';
import { differences, writeAuditLog } from '@sagashop/audit-log/write-audit-log';
import { refuse } from '@sagashop/chassis/errors';
import type { Tx } from '@sagashop/chassis/postgres/sql';
import { assertNotEdited } from '@sagashop/vocabulary/editable';
import type { OwnedGoods } from '../domain/goods.ts';
import { saveThreshold } from '../store/goods.ts';
import { lockOwned, subjectOf } from './lock-owned.ts';

interface Edit {
  threshold?: number | null;
  was?: { threshold?: number | null };
}

/** Sets from how many on hand on something is low. Refuses what has no stock (404) and an edit conflict (409). */
export async function setThreshold(
  tx: Tx,
  { id, edit, by }: { id: string; edit: Edit; by: Staff },
): Promise<OwnedGoods> {
  const goods = await lockOwned(tx, id);
  if (!goods) throw refuse.not_found();
  const { was, ...change } = edit;
  const before = { threshold: goods.threshold };
  assertNotEdited(before, change, was);
  const after = { ...before, ...change };
  if (after.threshold === before.threshold) return goods;
  const { subject, which } = subjectOf(goods);
  const changes = differences(before, after);
  await Promise.all([
    saveThreshold(tx, id, after.threshold),
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
