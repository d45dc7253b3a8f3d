import type { Staff } from '@sagashop/audit-log/staff-of';
import { differences, writeAuditLog } from '@sagashop/audit-log/write-audit-log';
import { refuse } from '@sagashop/chassis/errors';
import type { Tx } from '@sagashop/chassis/postgres/sql';
import { assertNotEdited } from '@sagashop/vocabulary/editable';
import type { Goods } from '../domain/goods.ts';
import { lockGoods, saveThreshold } from '../store/goods.ts';

interface Edit {
  threshold?: number | null;
  was?: { threshold?: number | null };
}

/** Sets from how many on hand on a product is low. Refuses a product without stock (404) and an edit conflict (409). */
export async function setThreshold(
  tx: Tx,
  { productId, edit, by }: { productId: string; edit: Edit; by: Staff },
): Promise<Goods> {
  const [goods] = await lockGoods(tx, [productId]);
  if (!goods) throw refuse.not_found();
  const { was, ...change } = edit;
  const before = { threshold: goods.threshold };
  assertNotEdited(before, change, was);
  const after = { ...before, ...change };
  if (after.threshold === before.threshold) return goods;
  const changes = differences(before, after);
  await Promise.all([
    saveThreshold(tx, productId, after.threshold),
    writeAuditLog(tx, { ...by, action: 'stock.change', subject: `product:${productId}`, ...changes }),
  ]);
  return { ...goods, ...after };
}
