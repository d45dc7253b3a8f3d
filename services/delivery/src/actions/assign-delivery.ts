import type { Staff } from '@sagashop/audit-log/staff-of';
import { differences, writeAuditLog } from '@sagashop/audit-log/write-audit-log';
import type { Tx } from '@sagashop/chassis/postgres/sql';
import { dateIn, deliveryDays } from '@sagashop/kernel/clock';
import { newId } from '@sagashop/kernel/ids';
import { assign, type Target } from '../domain/assign.ts';
import { Calendar } from '../domain/load.ts';
import { refuseDelivery } from '../errors.ts';
import { addMove } from '../store/add-move.ts';
import { lockBookings, moveBooking } from '../store/bookings.ts';
import { lockCouriers } from '../store/couriers.ts';
import { databaseTime, readDays, saveDays } from '../store/days.ts';

interface Wish extends Target {
  by: Staff;
  orderId: string;
  zone: string;
}

/** Where a delivery is now. */
export interface Assignment {
  orderId: string;
  courierId: string;
  date: string;
}

/**
 * Moves an order's delivery to another courier or day, today or one that can be booked; where it is already, nothing is
 * done. It takes its turn with bookings and cancellations: of a move and a cancel at once one comes first, and the move
 * that comes second is refused as `not_booked`. Refuses `no_capacity`, `unknown_courier`, `date_unavailable`.
 */
export async function assignDelivery(tx: Tx, wish: Wish): Promise<Assignment> {
  const { by, orderId, zone, courierId, date } = wish;
  const [bookings, couriers, days, now] = await Promise.all([
    lockBookings(tx, [orderId]),
    lockCouriers(tx),
    readDays(tx, [orderId]),
    databaseTime(tx),
  ]);
  const [booking] = bookings;
  const before = booking && { courierId: booking.courierId, date: booking.date };
  const calendar = new Calendar(couriers, days);
  const schedule = {
    bookings: new Map(),
    calendar,
    days: [dateIn(zone, now), ...deliveryDays(zone, now)],
  };
  const outcome = assign(schedule, booking, { courierId: courierId?.toLowerCase(), date });
  if (outcome !== 'moved' && outcome !== 'same') throw refuseDelivery[outcome]();
  const after = { courierId: booking!.courierId!, date: booking!.date! };
  if (outcome === 'same') return { orderId, ...after };
  const move = newId();
  await moveBooking(tx, booking!);
  await saveDays(tx, calendar.changed());
  await addMove(tx, {
    ...{ move, order: orderId, courier: after.courierId, date: after.date },
    was: { courier: before!.courierId!, date: before!.date! },
  });
  const entry = { id: move, ...by, action: 'delivery.move', subject: `order:${orderId}` } as const;
  await writeAuditLog(tx, { ...entry, ...differences(before!, after) });
  return { orderId, ...after };
}
