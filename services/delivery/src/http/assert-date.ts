import { invalid } from '@sagashop/chassis/errors';
import { isDate } from '@sagashop/kernel/clock';

/** Refuses what looks like a date and is none that a calendar, and PostgreSQL, know: the year 0 for one. */
export function assertDate(path: string, date: string): void {
  if (!isDate(date)) throw invalid(path, 'must be a date');
}
