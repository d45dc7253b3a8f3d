import type { Tx } from '@sagashop/chassis/postgres/sql';
import { insertReceipt } from '../store/receipts.ts';
import { type Adjustment, adjustGoods } from './adjust-goods.ts';

/** Takes in goods that have arrived, as `adjustGoods` does. */
export async function receiveGoods(tx: Tx, receipt: Adjustment) {
  const received = await adjustGoods(tx, receipt);
  await insertReceipt(tx, receipt.cause, receipt.productId, receipt.quantity);
  return received;
}
