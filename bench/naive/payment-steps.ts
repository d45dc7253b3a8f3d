import { done, type Order } from './order-steps.ts';
import type { Sql } from './pools.ts';

/** Sets the order's money aside; false when there is not enough of it, which is remembered too. */
export async function hold(sql: Sql, order: Order): Promise<boolean> {
  const { id, customer, total } = order;
  const held = await sql.begin(async (tx) => {
    const [, paid] = await Promise.all([
      tx`insert into holds (order_id, user_id, amount, state) values (${id}, ${customer.id}, ${total}, 'held')`,
      tx`update accounts set held = held + ${total}
        where user_id = ${customer.id} and balance - held >= ${total}`,
    ]);
    if (paid.count === 0)
      await tx`update holds set state = 'refused', reason = 'insufficient_funds' where order_id = ${id}`;
    return paid.count > 0;
  });
  if (held) done(order, 'hold the money');
  return held;
}

/** Gives the money back that was set aside. */
export async function release(sql: Sql, { id, customer, total }: Order): Promise<void> {
  await sql.begin((tx) => [
    tx`update holds set state = 'released', updated_at = now() where order_id = ${id} and state = 'held'`,
    tx`update accounts set held = held - ${total} where user_id = ${customer.id}`,
  ]);
}

/** Takes the money that was set aside: the ledger gets a transfer of two rows. */
export async function capture(sql: Sql, order: Order): Promise<void> {
  const { id, customer, total } = order;
  await sql.begin((tx) => [
    tx`update holds set state = 'captured', updated_at = now() where order_id = ${id} and state = 'held'`,
    tx`insert into entries (transfer_id, kind, account, user_id, amount) values
      (${id}, 'capture', 'customer', ${customer.id}, ${-total}), (${id}, 'capture', 'sales', null, ${total})`,
    // Last, since other orders wait for this row.
    tx`update accounts set balance = balance - ${total}, held = held - ${total} where user_id = ${customer.id}`,
  ]);
  done(order, 'capture the money');
}
