import { ints, plain, uuids } from '@sagashop/chassis/postgres/arrays';
import { againWhenTaken } from '@sagashop/chassis/postgres/run-again';
import type { Db, Tx } from '@sagashop/chassis/postgres/sql';
import { FIRST_ID } from '@sagashop/kernel/ids';
import type { Booking } from '../domain/booking.ts';

/** Locks what is remembered of these orders, sorted by order. */
export async function lockBookings(tx: Tx, orderIds: readonly string[]): Promise<Booking[]> {
  return tx<Booking[]>`
    select order_id, courier_id, date, state, state as saved, reason, place, capacity from bookings
    where order_id = any(${uuids(orderIds)}::uuid[]) order by order_id for update`;
}

/** Inserts rows, sorted by the caller. Throws RunAgain when another process was first with one of them. */
export async function insertBookings(tx: Tx, rows: readonly Booking[]): Promise<void> {
  await tx`
    insert into bookings (order_id, courier_id, date, state, reason, place, capacity)
    select * from unnest(${uuids(rows.map((row) => row.orderId))}::uuid[],
      ${uuids(rows.map((row) => row.courierId))}::uuid[], ${plain(rows.map((row) => row.date))}::date[],
      ${plain(rows.map((row) => row.state))}::text[], ${plain(rows.map((row) => row.reason))}::text[],
      ${ints(rows.map((row) => row.place))}::int[], ${ints(rows.map((row) => row.capacity))}::int[])`.catch(
    againWhenTaken,
  );
}

/** Cancels bookings that are locked and still stand. */
export async function cancelBookings(tx: Tx, orderIds: readonly string[]): Promise<void> {
  await tx`
    update bookings set state = 'cancelled', updated_at = now()
    where order_id = any(${uuids(orderIds)}::uuid[]) and state = 'booked'`;
}

/** Moves a booking that is locked and still stands to where it says. */
export async function moveBooking(tx: Tx, booking: Booking): Promise<void> {
  const { orderId, courierId, date, place, capacity } = booking;
  await tx`
    update bookings set courier_id = ${courierId}, date = ${date}, place = ${place}, capacity = ${capacity},
      updated_at = now()
    where order_id = ${orderId} and state = 'booked'`;
}

/** Bookings in pages sorted by order: those after one order, none older than `since`. */
export async function pageOfBookings(
  db: Db,
  { after = FIRST_ID, since = FIRST_ID, limit }: { after?: string; since?: string; limit: number },
): Promise<Booking[]> {
  return db<Booking[]>`
    select order_id, courier_id, date, state from bookings
    where order_id > ${after} and order_id >= ${since} order by order_id limit ${limit}`;
}

/** The bookings of just these orders, sorted by order, at most `limit`. */
export async function bookingsOf(db: Db, orderIds: readonly string[], limit: number): Promise<Booking[]> {
  return db<Booking[]>`
    select order_id, courier_id, date, state from bookings
    where order_id = any(${uuids(orderIds)}::uuid[]) order by order_id limit ${limit}`;
}

/** Deletes at most so many tombstones that are older than 7 days; answers how many. No do is handled so late. */
export async function deleteOldTombstones(db: Db, most: number): Promise<number> {
  const { count } = await db`
    delete from bookings where order_id in (
      select order_id from bookings where courier_id is null and state = 'cancelled' and created_at < now() - interval '7 days'
      limit ${most} for update skip locked)`;
  return count;
}
