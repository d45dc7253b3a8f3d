import { invalid, refuse } from '@sagashop/chassis/errors';
import type { Tx } from '@sagashop/chassis/postgres/sql';
import { newId } from '@sagashop/kernel/ids';
import { type Goods, MOST_ON_HAND } from '../domain/goods.ts';
import { lockGoods } from '../store/goods.ts';
import { insertMovement } from '../store/movements.ts';
import { insertReceipt } from '../store/receipts.ts';
import { saveAndPublish } from './save-and-publish.ts';

interface Receipt {
  productId: string;
  quantity: number;
  by: string;
}

/**
 * Takes in goods that have arrived. Answers the stock after it; refuses a product without stock as not_found
 * and more than 10^9 on hand as validation_failed.
 */
export async function receiveGoods(tx: Tx, { productId, quantity, by }: Receipt): Promise<Goods> {
  const [goods] = await lockGoods(tx, [productId]);
  if (!goods) throw refuse.not_found();
  const onHand = goods.onHand + quantity;
  if (onHand > MOST_ON_HAND) throw invalid('quantity', `would make more than ${MOST_ON_HAND} on hand`);
  const id = newId();
  const after = { ...goods, onHand };
  await Promise.all([
    insertReceipt(tx, id, productId, quantity),
    insertMovement(tx, { productId, reason: 'received', quantity, onHand, cause: id, by, note: null }),
    saveAndPublish(tx, [after]),
  ]);
  return after;
}
