import type { Tx } from '@sagashop/chassis/postgres/sql';
import { available, type Goods, hasBecomeLow, isNews, levelOf } from '../domain/goods.ts';
import { insertAlerts } from '../store/alerts.ts';
import { saveGoods } from '../store/goods.ts';
import { addToOutbox } from '../store/outbox.ts';

/**
 * Saves changed products, sorted by the caller, and in the same transaction the events about them (transactional outbox).
 * Answers whether there are any. Staff are told of those that have become low.
 */
export async function saveAndPublish(tx: Tx, goods: readonly Goods[]): Promise<boolean> {
  if (goods.length === 0) return false;
  const moved = goods.filter(isNews);
  for (const row of moved) row.availability = levelOf(available(row));
  const low = goods.filter(hasBecomeLow);
  await Promise.all([
    saveGoods(tx, goods),
    moved.length > 0 && addToOutbox(tx, moved),
    low.length > 0 && insertAlerts(tx, low),
  ]);
  return moved.length > 0;
}
