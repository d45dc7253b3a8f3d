import { invalid, refuse } from '@sagashop/chassis/errors';
import type { Tx } from '@sagashop/chassis/postgres/sql';
import { type Goods, MOST_ON_HAND } from '../domain/goods.ts';
import { lockGoods } from '../store/goods.ts';
import { insertReceipt } from '../store/receipts.ts';
import { saveAndPublish } from './save-and-publish.ts';

/**
 * Takes in goods that have arrived. Answers the stock after it; refuses a product without stock as not_found
 * and more than 10^9 on hand as validation_failed.
 */
export async function receiveGoods(tx: Tx, productId: string, quantity: number): Promise<Goods> {
  const [goods] = await lockGoods(tx, [productId]);
  if (!goods) throw refuse.not_found();
  if (goods.onHand + quantity > MOST_ON_HAND) {
    throw invalid('quantity', `would make more than ${MOST_ON_HAND} on hand`);
  }
  const after = { ...goods, onHand: goods.onHand + quantity };
  await Promise.all([insertReceipt(tx, productId, quantity), saveAndPublish(tx, [after])]);
  return after;
}
