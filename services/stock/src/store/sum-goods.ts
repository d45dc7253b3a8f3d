import type { Db } from '@sagashop/chassis/postgres/sql';
import { MOST_FAILURES } from '@sagashop/chassis/service/audit';

/** How many products were looked at, and which of them are wrong, by the sum that they break. */
export interface GoodsSums {
  checked: number;
  unbalanced: string[] | null;
  impossible: string[] | null;
  unexplained: string[] | null;
}

/**
 * Compares every product with its receipts and reservations, in one statement and so in one snapshot. What was
 * taken and has been returned is on hand again: only what is still `taken` is away.
 */
export async function sumGoods(db: Db): Promise<GoodsSums> {
  const [sums] = await db<GoodsSums[]>`
    with moved as (
      select line.product_id, sum(line.quantity) filter (where state = 'taken') as taken,
        sum(line.quantity) filter (where state = 'reserved') as set_aside
      from reservations cross join lateral unnest(product_ids, quantities) as line (product_id, quantity)
      where state in ('taken', 'reserved') group by line.product_id
    ), received as (
      select product_id, sum(quantity) as received from receipts group by product_id
    ), sums as (
      select product_id, coalesce(on_hand, 0) as on_hand, coalesce(reserved, 0) as reserved,
        coalesce(received, 0) as received, coalesce(taken, 0) as taken, coalesce(set_aside, 0) as set_aside
      from goods full join moved using (product_id) full join received using (product_id)
    ), wrong as (
      select count(*)::int as checked,
        array_agg(product_id order by product_id) filter (where received <> on_hand + taken) as unbalanced,
        array_agg(product_id order by product_id)
          filter (where not (0 <= reserved and reserved <= on_hand)) as impossible,
        array_agg(product_id order by product_id) filter (where reserved <> set_aside) as unexplained
      from sums
    )
    select checked, to_json(unbalanced[1:${MOST_FAILURES}]) as unbalanced,
      to_json(impossible[1:${MOST_FAILURES}]) as impossible,
      to_json(unexplained[1:${MOST_FAILURES}]) as unexplained
    from wrong`;
  return sums!;
}
