import type { Db } from '@sagashop/chassis/postgres/sql';

/**
 * Confirmed orders of days (both included) of which pieces are in no parcel, neither cancelled nor gone, by id, behind `after`. Their day is
 * the list's, which has it by an index.
 */
export async function unplannedOrders(
  db: Db,
  { from, to, after, limit }: { from: string; to: string; after: string; limit: number },
): Promise<string[]> {
  const rows = await db<{ id: string }[]>`
    select l.id from order_list l
    where l.delivery_date between ${from}::date and ${to}::date and l.status = 'confirmed' and l.id > ${after}
      and (select sum(quantity - coalesce(cancelled, 0) - coalesce(shipped, 0)) from order_lines where order_id = l.id)
        > (select coalesce(sum((piece ->> 'quantity')::int), 0)
          from shipments s, json_array_elements(s.lines::json) as piece
          where s.order_id = l.id and s.state in ('planned', 'packed'))
    order by l.id limit ${limit}`;
  return rows.map(({ id }) => id);
}
