import type { Staff } from '@sagashop/audit-log/staff-of';
import { differences, writeAuditLog } from '@sagashop/audit-log/write-audit-log';
import { refuse } from '@sagashop/chassis/errors';
import type { Sql } from '@sagashop/chassis/postgres/sql';
import { lockCouriers } from '../store/couriers.ts';
import { setDayCapacity } from '../store/days.ts';

interface Wish {
  by: Staff;
  courierId: string;
  date: string;
  /** How many deliveries that day; 0: a day off; null: as many as on others. */
  capacity: number | null;
}

/** What a courier's day is like: how many deliveries it takes, and how many are booked. */
export interface CourierDay {
  courierId: string;
  date: string;
  capacity: number;
  booked: number;
}

/**
 * Says how many deliveries a courier takes on a day. It binds new bookings and moves; what stands stays until somebody
 * moves it. Refuses an unknown courier as not_found.
 */
export async function setCourierDay(sql: Sql, wish: Wish): Promise<CourierDay> {
  const { by, courierId, date, capacity } = wish;
  return sql.begin(async (tx) => {
    const courier = (await lockCouriers(tx)).find(({ id }) => id === courierId);
    if (!courier) throw refuse.not_found();
    const { was, booked } = await setDayCapacity(tx, wish);
    if (was !== capacity) {
      const changes = differences({ capacity: was }, { capacity });
      const subject = `courier:${courierId}`;
      await writeAuditLog(tx, { ...by, action: 'courier.plan-day', subject, reason: date, ...changes });
    }
    return { courierId, date, capacity: capacity ?? courier.dailyCapacity, booked };
  }) as Promise<CourierDay>;
}
