/** Delivery can be booked from tomorrow to this many days ahead. */
const DELIVERY_DAYS = 14;

const DAY = 24 * 60 * 60 * 1000;
const DATE = /^\d{4}-\d{2}-\d{2}$/;
const formats = new Map<string, Intl.DateTimeFormat>();

/** The calendar date (YYYY-MM-DD) at an instant in a zone. Throws a RangeError for an unknown zone. */
export function dateIn(zone: string, at: Date): string {
  let format = formats.get(zone);
  if (!format) {
    format = new Intl.DateTimeFormat('en-CA', {
      timeZone: zone,
      year: 'numeric',
      month: '2-digit',
      day: '2-digit',
    });
    formats.set(zone, format);
  }
  return format.format(at);
}

/** The date a number of days after a date; both YYYY-MM-DD. */
export function addDays(date: string, days: number): string {
  return new Date(Date.parse(`${date}T00:00:00Z`) + days * DAY).toISOString().slice(0, 10);
}

/** When a calendar date begins in a zone, in ms since 1970. */
export function startOfDay(zone: string, date: string): number {
  // No zone is more than 15 hours before UTC, so that this is a day before it everywhere.
  let at = Date.parse(`${date}T00:00:00Z`) - 15 * 3_600_000;
  while (dateIn(zone, new Date(at)) < date) at += untilMidnight(zone, new Date(at));
  return at;
}

/** When a calendar date is over in a zone, in ms since 1970. */
export function endOfDay(zone: string, date: string): number {
  const start = startOfDay(zone, date);
  return start + untilMidnight(zone, new Date(start));
}

/** The days on which a delivery can be booked at an instant: tomorrow to +14 days in the shop's zone. */
export function deliveryDays(zone: string, at: Date): string[] {
  const today = dateIn(zone, at);
  return Array.from({ length: DELIVERY_DAYS }, (_, index) => addDays(today, index + 1));
}

/** ms from an instant until the date changes in a zone: at most 36 hours, since zones have shifted by a whole day. */
export function untilMidnight(zone: string, at: Date): number {
  const today = dateIn(zone, at);
  let [same, other] = [0, 1.5 * DAY];
  while (other - same > 1) {
    const middle = Math.floor((same + other) / 2);
    if (dateIn(zone, new Date(at.getTime() + middle)) === today) same = middle;
    else other = middle;
  }
  return other;
}

/** Whether a text is a real calendar date (YYYY-MM-DD; no 30 February, no year 0, which PostgreSQL does not know). */
export function isDate(text: string): boolean {
  if (!DATE.test(text) || text.startsWith('0000')) return false;
  const time = Date.parse(`${text}T00:00:00Z`);
  return !Number.isNaN(time) && new Date(time).toISOString().startsWith(text);
}
