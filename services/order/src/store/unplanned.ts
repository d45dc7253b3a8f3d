import type { Db } from '@sagashop/chassis/postgres/sql';

/**
 * Confirmed orders of a day of which pieces are in no parcel, neither cancelled nor gone, by id, behind `after`. Their day is
 * the list's, which has it by an index.
 */
export async function unplannedOrders(
  db: Db,
  { date, after, limit }: { date: string; after: string; limit: number },
): Promise<string[]> {
  const rows = await db<{ id: string }[]>`
    select l.id from order_list l
    where l.delivery_date = ${date}::date and l.status = 'confirmed' and l.id > ${after}
      and (select sum(quantity - coalesce(cancelled, 0) - coalesce(shipped, 0)) from order_lines where order_id = l.id)
        > (select coalesce(sum((piece ->> 'quantity')::int), 0)
          from shipments s, json_array_elements(s.lines::json) as piece
          where s.order_id = l.id and s.state in ('planned', 'packed'))
    order by l.id limit ${limit}`;
  return rows.map(({ id }) => id);
}
