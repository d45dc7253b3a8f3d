import { refuse } from '@sagashop/chassis/errors';
import type { Sql } from '@sagashop/chassis/postgres/sql';
import { type NamedCourier, updateCourier } from '../store/couriers.ts';

/**
 * Changes a courier's name or daily capacity. A smaller capacity limits new bookings only: those that stand
 * keep the capacity of their own time. Refuses an unknown courier as not_found.
 */
export async function changeCourier(
  sql: Sql,
  id: string,
  change: { name?: string; dailyCapacity?: number },
): Promise<NamedCourier> {
  const courier = await updateCourier(sql, id, change);
  if (!courier) throw refuse.not_found();
  return courier;
}
