import type { Db } from '@sagashop/chassis/postgres/sql';
import type { Order } from '../domain/order.ts';

/** The order of a number, with the e-mail address that it was placed with; that is empty once its customer has left. */
export async function findOrderByNumber(
  db: Db,
  number: string,
): Promise<{ order: Order; email: string } | undefined> {
  const [found] = await db<(Order & { email: string })[]>`
    select id, number, user_id, status, reason, total, language, delivery_date, created_at, email
    from orders join recipients on order_id = id where number = ${number}::text::bigint`;
  if (!found) return undefined;
  const { email, ...order } = found;
  return { order, email };
}
