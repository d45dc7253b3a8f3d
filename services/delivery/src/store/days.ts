import { ints, plain, uuids } from '@sagashop/chassis/postgres/arrays';
import type { Db, Tx } from '@sagashop/chassis/postgres/sql';
import type { Load, SavedLoad } from '../domain/load.ts';

/**
 * How many bookings couriers have on the days that a batch may touch: those that can be booked now in any
 * zone, and those of these orders' bookings. Read after the couriers are locked, which guards these rows.
 */
export async function readDays(tx: Tx, orderIds: readonly string[]): Promise<SavedLoad[]> {
  return tx<SavedLoad[]>`
    select date, courier_id, booked, capacity from courier_days
    where date between (now() at time zone 'UTC')::date - 1 and (now() at time zone 'UTC')::date + 16
    union all
    select date, courier_id, booked, capacity from courier_days
    where date = any(array(select date from bookings
      where order_id = any(${uuids(orderIds)}::uuid[]) and state = 'booked'
      and date not between (now() at time zone 'UTC')::date - 1 and (now() at time zone 'UTC')::date + 16))`;
}

/** Saves loads, sorted by the caller; the couriers are locked. */
export async function saveDays(tx: Tx, loads: readonly Load[]): Promise<void> {
  await tx`
    insert into courier_days (date, courier_id, booked)
    select * from unnest(${plain(loads.map((load) => load.date))}::date[],
      ${uuids(loads.map((load) => load.courierId))}::uuid[], ${ints(loads.map((load) => load.booked))}::int[])
    on conflict (date, courier_id) do update set booked = excluded.booked`;
}

/** What a courier's day has: how many bookings, and its own capacity if any. The couriers are locked. */
export async function setDayCapacity(
  tx: Tx,
  { courierId, date, capacity }: { courierId: string; date: string; capacity: number | null },
): Promise<{ was: number | null; booked: number }> {
  const [before] = await tx<{ capacity: number | null; booked: number }[]>`
    select capacity, booked from courier_days where courier_id = ${courierId} and date = ${date}`;
  await tx`
    insert into courier_days (date, courier_id, booked, capacity) values (${date}, ${courierId}, 0, ${capacity})
    on conflict (date, courier_id) do update set capacity = excluded.capacity`;
  return { was: before?.capacity ?? null, booked: before?.booked ?? 0 };
}

/** The number of free places on each of these days, in their order. */
export async function freePlaces(db: Db, days: readonly string[]): Promise<{ date: string; free: number }[]> {
  return db<{ date: string; free: number }[]>`
    select day.date, coalesce(sum(greatest(0, coalesce(capacity, daily_capacity) - coalesce(booked, 0))), 0) as free
    from unnest(${plain(days)}::date[]) as day (date) cross join couriers
    left join courier_days on courier_days.date = day.date and courier_id = couriers.id
    group by day.date order by day.date`;
}

/** The database's time; every replica goes by this one. */
export async function databaseTime(db: Db): Promise<Date> {
  const [row] = await db<{ now: Date }[]>`select now() as now`;
  return row!.now;
}
