import type { Db } from '@sagashop/chassis/postgres/sql';
import { among, MOST_FAILURES, type Newer } from '@sagashop/vocabulary/audit-call';

/** How many rows were looked at, and the names of the wrong ones. */
export interface Found {
  checked: number;
  failures: string[] | null;
}

/** Days (`DATE COURIER`) whose number is not that of the bookings that stand. One statement, one snapshot. */
export async function miscountedDays(db: Db): Promise<Found> {
  const [found] = await db<Found[]>`
    with standing as (
      select date, courier_id, count(*) as counted from bookings where state = 'booked' group by date, courier_id
    ), compared as (
      select date || ' ' || courier_id as name, coalesce(booked, 0) = coalesce(counted, 0) as same
      from courier_days full join standing using (date, courier_id)
    ), found as (
      select count(*)::int as checked, array_agg(name order by name) filter (where not same) as failures
      from compared
    )
    select checked, to_json(failures[1:${MOST_FAILURES}]) as failures from found`;
  return found!;
}

/**
 * Bookings, by order, that stand without a place within their courier's capacity at booking time. With `since`
 * only those of newer orders and of the orders named.
 */
export async function bookingsBeyondCapacity(db: Db, newer: Newer): Promise<Found> {
  const [found] = await db<Found[]>`
    with found as (
      select count(*)::int as checked, array_agg(order_id order by order_id)
        filter (where (place between 1 and capacity) is not true) as failures
      from bookings where state = 'booked' and ${among(db, 'order_id', newer)}
    )
    select checked, to_json(failures[1:${MOST_FAILURES}]) as failures from found`;
  return found!;
}
