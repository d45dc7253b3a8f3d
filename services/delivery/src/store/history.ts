import type { Db } from '@sagashop/chassis/postgres/sql';

/** Where a delivery is, or was. */
export interface Stop {
  courierId: string;
  date: string;
}

interface BookedDelivery extends Partial<Stop> {
  state: 'booked' | 'cancelled' | 'refused';
  reason: string | null;
  createdAt: Date;
  updatedAt: Date;
}

/** A move of a delivery, and what it was before, as far as that was another. */
export interface StaffMove {
  id: string;
  at: Date;
  actor: string;
  before: Partial<Stop>;
}

/** An order's booking; undefined where none was ever asked for. */
export async function bookingOfOrder(db: Db, order: string): Promise<BookedDelivery | undefined> {
  const [booking] = await db<BookedDelivery[]>`
    select courier_id, date, state, reason, created_at, updated_at from bookings
    where order_id = ${order} and (courier_id is not null or state = 'refused')`;
  return booking;
}

/** What staff have moved an order's delivery to, the latest first. */
export async function movesOfOrder(db: Db, order: string): Promise<StaffMove[]> {
  return db<StaffMove[]>`
    select id, at, actor, before from audit_log
    where subject = ${`order:${order}`} and action = 'delivery.move' order by at desc, id desc`;
}

/** How couriers are called, by their ids. */
export async function courierNames(db: Db): Promise<Map<string, string>> {
  const rows = await db<{ id: string; name: string }[]>`select id, name from couriers`;
  return new Map(rows.map(({ id, name }) => [id, name]));
}
