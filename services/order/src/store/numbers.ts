import type { Db } from '@sagashop/chassis/postgres';
import type { Order } from '../domain/order.ts';

/** The order of a number whose recipient has this e-mail address, without regard to case. */
export async function findOrderByNumber(db: Db, number: string, email: string): Promise<Order | undefined> {
  const [order] = await db<Order[]>`
    select id, number, user_id, status, reason, total, language, delivery_date, created_at
    from orders join recipients on order_id = id
    where number = ${number}::text::bigint and lower(email) = lower(${email}) and email <> ''`;
  return order;
}
