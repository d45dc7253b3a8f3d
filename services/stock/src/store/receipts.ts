import type { Tx } from '@sagashop/chassis/postgres/sql';
import { newId } from '@sagashop/kernel/ids';

/** Writes down that goods have come in. */
export async function insertReceipt(tx: Tx, productId: string, quantity: number): Promise<void> {
  await tx`insert into receipts (id, product_id, quantity) values (${newId()}, ${productId}, ${quantity})`;
}
