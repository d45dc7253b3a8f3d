import { type Calendar, type Load, leastLoaded } from './load.ts';

export type State = 'booked' | 'cancelled' | 'refused';

/** Where a booking may go from where it is. The store guards the same with `where state = 'booked'`. */
const NEXT: Record<State, readonly State[]> = { booked: ['cancelled'], cancelled: [], refused: [] };

/** What is remembered of one order. Without a courier: refused, or cancelled before it was booked. */
export interface Booking {
  orderId: string;
  courierId: string | null;
  date: string | null;
  state: State;
  /** The state in the database; null for a row that is not there yet. */
  saved: State | null;
  /** The code of the refusal. */
  reason: string | null;
  /** The how-manyth booking of its courier that day it was, and the courier's capacity then. */
  place: number | null;
  capacity: number | null;
}

/** The rows that a batch has locked, and the days on which a delivery can be booked now. */
export interface Schedule {
  bookings: Map<string, Booking>;
  calendar: Calendar;
  days: readonly string[];
}

export type Answer = { kind: 'done'; body?: Record<string, unknown> } | { kind: 'refused'; code: string };

const NOTHING = { courierId: null, date: null, reason: null, place: null, capacity: null };

/** Books the least loaded courier of the day; without a date, of the first day with a free courier. */
export function book(schedule: Schedule, orderId: string, date: string | null, late: boolean): Answer {
  const known = schedule.bookings.get(orderId);
  if (known) return repeated(known);
  if (late) return refuse(schedule, orderId, 'expired');
  const load = freeCourier(schedule, date);
  if (!load) return refuse(schedule, orderId, 'no_courier');
  load.booked += 1;
  const booking: Booking = {
    orderId,
    courierId: load.courierId,
    date: load.date,
    state: 'booked',
    saved: null,
    reason: null,
    place: load.booked,
    capacity: load.capacity,
  };
  schedule.bookings.set(orderId, booking);
  return booked(booking);
}

/** Gives the place back. For an unknown order it leaves a row that refuses the book to come. */
export function cancel(schedule: Schedule, orderId: string): Answer {
  const known = schedule.bookings.get(orderId);
  if (!known) {
    schedule.bookings.set(orderId, { ...NOTHING, orderId, state: 'cancelled', saved: null });
  } else if (known.state === 'booked') {
    const load = schedule.calendar.on(known.date!).find(({ courierId }) => courierId === known.courierId);
    if (!load || load.booked === 0) throw new Error(`courier ${known.courierId} has no booking on that day`);
    load.booked -= 1;
    move(known, 'cancelled');
  }
  return { kind: 'done' };
}

/** A date that cannot be booked any more, after midnight say, has no courier. */
function freeCourier({ calendar, days }: Schedule, date: string | null): Load | undefined {
  for (const day of date === null ? days : days.filter((each) => each === date)) {
    const load = leastLoaded(calendar.on(day));
    if (load) return load;
  }
  return undefined;
}

/**
 * The answer that the first book got; `undone` once the booking is cancelled, whether it came first or not:
 * whoever hears `done` may go on, and there is no courier any more.
 */
function repeated(known: Booking): Answer {
  if (known.reason) return { kind: 'refused', code: known.reason };
  return known.state === 'cancelled' ? { kind: 'refused', code: 'undone' } : booked(known);
}

function booked({ date, courierId }: Booking): Answer {
  return { kind: 'done', body: { date, courier: courierId } };
}

function refuse(schedule: Schedule, orderId: string, code: string): Answer {
  schedule.bookings.set(orderId, { ...NOTHING, orderId, state: 'refused', saved: null, reason: code });
  return { kind: 'refused', code };
}

function move(booking: Booking, to: State): void {
  if (!NEXT[booking.state].includes(to)) throw new Error(`${booking.state} cannot become ${to}`);
  booking.state = to;
}
