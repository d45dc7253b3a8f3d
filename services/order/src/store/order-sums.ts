import { uuids } from '@sagashop/chassis/postgres/arrays';
import type { Db } from '@sagashop/chassis/postgres/sql';

/** How orders stand that something may be done with: how many in each status, and with goods that have left the shop, and what they are worth by now. */
export async function sumOfOrders(
  db: Db,
  orders: readonly string[],
): Promise<{ status: string; gone: boolean; many: number; amount: number }[]> {
  return db`
    select status, goods is not null as gone, count(*)::int as many, sum(total - coalesce(refunded, 0))::bigint as amount
    from orders where id = any(${uuids(orders)}::uuid[]) group by status, gone`;
}
