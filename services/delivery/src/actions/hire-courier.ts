import type { Tx } from '@sagashop/chassis/postgres/sql';
import { newId } from '@sagashop/kernel/ids';
import { insertCourier, type NamedCourier } from '../store/couriers.ts';

/** Adds a courier, who can be booked at once. */
export async function hireCourier(
  tx: Tx,
  { name, dailyCapacity }: { name: string; dailyCapacity: number },
): Promise<NamedCourier> {
  const courier = { id: newId(), name, dailyCapacity };
  await insertCourier(tx, courier);
  return courier;
}
