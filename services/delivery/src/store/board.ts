import type { Db } from '@sagashop/chassis/postgres/sql';

/** A courier's day as the board shows it; `stops` are orders, the first so many of `booked`. */
export interface BoardCell {
  courierId: string;
  date: string;
  capacity: number;
  booked: number;
  stops: string[];
}

/** Every courier's days from one to another, both included, with at most `most` of each one's stops, by order. */
export function readBoard(
  db: Db,
  { from, to, most }: { from: string; to: string; most: number },
): Promise<BoardCell[]> {
  return db<BoardCell[]>`
    with stops as materialized (
      select courier_id, date, order_id, row_number() over (partition by courier_id, date order by order_id) as nth
      from bookings where state = 'booked' and date between ${from} and ${to}
    ), listed as (
      select courier_id, date, to_json(array_agg(order_id order by order_id)) as stops
      from stops where nth <= ${most} group by courier_id, date
    )
    select c.id as courier_id, day::date as date, coalesce(d.capacity, c.daily_capacity) as capacity,
      coalesce(d.booked, 0) as booked, coalesce(listed.stops, '[]'::json) as stops
    from couriers c cross join generate_series(${from}::date, ${to}::date, '1 day') day
    left join courier_days d on d.courier_id = c.id and d.date = day::date
    left join listed on listed.courier_id = c.id and listed.date = day::date
    order by c.name, c.id, day`;
}

/** The orders that a courier brings on a day, by id, behind `after`. */
export async function stopsOf(
  db: Db,
  { courierId, date, after, limit }: { courierId: string; date: string; after: string; limit: number },
): Promise<string[]> {
  const rows = await db<{ orderId: string }[]>`
    select order_id from bookings
    where state = 'booked' and date = ${date} and courier_id = ${courierId} and order_id > ${after}
    order by order_id limit ${limit}`;
  return rows.map(({ orderId }) => orderId);
}
