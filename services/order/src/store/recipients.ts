import { uuids } from '@sagashop/chassis/postgres/arrays';
import type { Db } from '@sagashop/chassis/postgres/sql';
import type { Recipient } from '../domain/receipt.ts';

/** Who gets an order, and where; undefined once its customer has left. */
export async function findRecipient(db: Db, order: string): Promise<Recipient | undefined> {
  const [recipient] = await db<Recipient[]>`
    select name, email, address, phone from recipients where order_id = ${order} and email <> ''`;
  return recipient;
}

/** Who gets these orders, and where, by the orders' ids. */
export async function recipientsOf(db: Db, ids: readonly string[]): Promise<Map<string, Recipient>> {
  const rows = await db<(Recipient & { orderId: string })[]>`
    select order_id, name, email, address, phone from recipients where order_id = any(${uuids(ids)}::uuid[])`;
  return new Map(rows.map(({ orderId, ...recipient }) => [orderId, recipient]));
}
