import type { Sql } from '@sagashop/chassis/postgres/sql';
import { deliveryDays, untilMidnight } from '@sagashop/kernel/clock';
import { databaseTime } from '../store/days.ts';

/** The days that can be booked now, and in how many ms they will be others. */
export async function bookableDays(sql: Sql, zone: string): Promise<{ days: string[]; changeIn: number }> {
  const now = await databaseTime(sql);
  return { days: deliveryDays(zone, now), changeIn: untilMidnight(zone, now) };
}
