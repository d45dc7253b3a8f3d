import { addDays, dateIn } from '@sagashop/kernel/clock';

const HOUR = 3_600_000; // ms

/** The instant at which a date begins in a zone, in ms since 1970. */
export function dayStart(zone: string, date: string): number {
  const noon = Date.parse(`${date}T12:00:00Z`);
  // No zone is further from UTC than 15 hours.
  let [before, there] = [noon - 30 * HOUR, noon + 30 * HOUR];
  while (there - before > 1) {
    const middle = Math.floor((before + there) / 2);
    if (dateIn(zone, new Date(middle)) < date) before = middle;
    else there = middle;
  }
  return there;
}

/** The instant at which a date is over in a zone, in ms since 1970. */
export const dayEnd = (zone: string, date: string): number => dayStart(zone, addDays(date, 1));
