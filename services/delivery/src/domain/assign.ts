import type { Booking, Schedule } from './booking.ts';
import { type Load, leastLoaded } from './load.ts';

/** Where a delivery shall go to; what is left out stays as it is, but for a courier who has no place on another day. */
export interface Target {
  courierId?: string | undefined;
  date?: string | undefined;
}

export type Assigned =
  | 'moved'
  | 'same'
  | 'no_capacity'
  | 'not_booked'
  | 'unknown_courier'
  | 'date_unavailable';

/**
 * Moves a booking that stands to another courier, day, or both. Without a courier it stays with its own where they have
 * a place that day, else it goes to the least loaded. A capacity binds whoever is booked anew: what stands stays.
 */
export function assign(
  schedule: Schedule,
  booking: Booking | undefined,
  { courierId, date }: Target,
): Assigned {
  if (booking?.state !== 'booked') return 'not_booked';
  const day = date ?? booking.date!;
  if (day !== booking.date && !schedule.days.includes(day)) return 'date_unavailable';
  const loads = schedule.calendar.on(day);
  const wanted = courierId ?? booking.courierId!;
  const own = loads.find((load) => load.courierId === wanted);
  if (!own) return 'unknown_courier';
  if (day === booking.date && own.courierId === booking.courierId) return 'same';
  const load = hasPlace(own) || courierId !== undefined ? own : leastLoaded(loads);
  if (!load || !hasPlace(load)) return 'no_capacity';
  const before = schedule.calendar.on(booking.date!).find((one) => one.courierId === booking.courierId);
  if (!before || before.booked === 0)
    throw new Error(`courier ${booking.courierId} has no booking on that day`);
  before.booked -= 1;
  load.booked += 1;
  Object.assign(booking, {
    courierId: load.courierId,
    date: day,
    place: load.booked,
    capacity: load.capacity,
  });
  return 'moved';
}

const hasPlace = ({ booked, capacity }: Load) => booked < capacity;
