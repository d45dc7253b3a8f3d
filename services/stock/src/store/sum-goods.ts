import type { Db } from '@sagashop/chassis/postgres/sql';
import { MOST_FAILURES } from '@sagashop/vocabulary/audit-call';

/** How many products were looked at, and which of them are wrong, by the sum that they break. */
export interface GoodsSums {
  checked: number;
  unbalanced: string[] | null;
  impossible: string[] | null;
  unexplained: string[] | null;
  unbooked: string[] | null;
}

/**
 * Compares every product with its movements and reservations, in one statement and so in one snapshot. Of what orders
 * took and gave back before there were movements, the first movement of a product is the sum.
 */
export async function sumGoods(db: Db): Promise<GoodsSums> {
  const [sums] = await db<GoodsSums[]>`
    with lines as (
      select line.product_id, sum(line.quantity) filter (where state = 'reserved') as set_aside,
        sum(line.quantity) filter (where booked & 1 = 1) as taken,
        sum(line.quantity) filter (where booked & 2 = 2) as given_back
      from reservations cross join lateral unnest(product_ids, quantities) as line (product_id, quantity)
      where state = 'reserved' or booked > 0 group by line.product_id
    ), parts as (${backInParts(db)}), damage as (${writtenOff(db)}), moved as (
      select product_id, sum(quantity) as moved, -sum(quantity) filter (where reason = 'sold') as sold,
        sum(quantity) filter (where reason = 'returned' and by is null) as returned,
        -sum(quantity) filter (where reason = 'damaged' and by is null) as lost
      from movements group by product_id
    ), sums as (
      select product_id, coalesce(on_hand, 0) as on_hand, coalesce(reserved, 0) as reserved,
        coalesce(set_aside, 0) as set_aside, coalesce(moved, 0) as moved,
        (coalesce(taken, 0), coalesce(lines.given_back, 0) + coalesce(parts.given_back, 0), coalesce(written_off, 0))
          = (coalesce(sold, 0), coalesce(returned, 0), coalesce(lost, 0)) as booked
      from goods full join lines using (product_id) full join moved using (product_id) left join parts using (product_id)
      left join damage using (product_id)
    ), wrong as (
      select count(*)::int as checked,
        array_agg(product_id order by product_id) filter (where moved <> on_hand) as unbalanced,
        array_agg(product_id order by product_id)
          filter (where not (0 <= reserved and reserved <= on_hand)) as impossible,
        array_agg(product_id order by product_id) filter (where reserved <> set_aside) as unexplained,
        array_agg(product_id order by product_id) filter (where not booked) as unbooked
      from sums
    )
    select checked, to_json(unbalanced[1:${MOST_FAILURES}]) as unbalanced,
      to_json(impossible[1:${MOST_FAILURES}]) as impossible,
      to_json(unexplained[1:${MOST_FAILURES}]) as unexplained,
      to_json(unbooked[1:${MOST_FAILURES}]) as unbooked
    from wrong`;
  return sums!;
}

/** What came back of orders in parts, by product. Of those that have given back all of it, they are among that. */
const backInParts = (db: Db) => db`
  select line.product_id, sum(line.quantity) as given_back
  from part_returns join reservations using (order_id)
  cross join lateral unnest(part_returns.product_ids, part_returns.quantities) as line (product_id, quantity)
  where booked & 2 = 0 group by line.product_id`;

/** What came back and was no good, by product. */
const writtenOff = (db: Db) => db`
  select line.product_id, sum(line.quantity) as written_off
  from part_returns cross join lateral unnest(product_ids, damaged) as line (product_id, quantity)
  where damaged is not null group by line.product_id`;
