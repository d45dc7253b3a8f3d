import type { Db } from '@sagashop/chassis/postgres/sql';
import type { Recipient } from '../domain/receipt.ts';

/** Who gets an order, and where; undefined once its customer has left. */
export async function findRecipient(db: Db, order: string): Promise<Recipient | undefined> {
  const [recipient] = await db<Recipient[]>`
    select name, email, address, phone from recipients where order_id = ${order} and email <> ''`;
  return recipient;
}
