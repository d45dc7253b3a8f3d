import type { Tx } from '@sagashop/chassis/postgres/sql';

/** Writes down that goods have come in, for the audit of the release before: it knows no movements. */
export async function insertReceipt(tx: Tx, id: string, productId: string, quantity: number): Promise<void> {
  await tx`
    insert into receipts (id, product_id, quantity, booked) values (${id}, ${productId}, ${quantity}, true)`;
}
