import type { Tx } from '@sagashop/chassis/postgres/sql';
import { available, type Goods, level } from '../domain/goods.ts';
import { saveGoods } from '../store/goods.ts';
import { insertLevels } from '../store/outbox.ts';

/** Saves changed products, sorted by the caller, and what others shall hear of them. Whether that is anything. */
export async function saveAndTell(tx: Tx, goods: readonly Goods[]): Promise<boolean> {
  if (goods.length === 0) return false;
  const moved = goods.filter((row) => row.availability !== level(available(row)));
  for (const row of moved) row.availability = level(available(row));
  await Promise.all([saveGoods(tx, goods), moved.length > 0 && insertLevels(tx, moved)]);
  return moved.length > 0;
}
