import type { Staff } from '@sagashop/audit-log/staff-of';
import { HIDDEN, writeAuditLog } from '@sagashop/audit-log/write-audit-log';
import type { Tx } from '@sagashop/chassis/postgres/sql';
import { newId } from '@sagashop/kernel/ids';
import { insertCourier, type NamedCourier } from '../store/couriers.ts';

/** Adds a courier, who can be booked at once. */
export async function hireCourier(
  tx: Tx,
  { by, name, dailyCapacity }: { by: Staff; name: string; dailyCapacity: number },
): Promise<NamedCourier> {
  const courier = { id: newId(), name, dailyCapacity, userId: null };
  await insertCourier(tx, courier);
  const entry = { ...by, action: 'courier.hire', subject: `courier:${courier.id}` } as const;
  await writeAuditLog(tx, { ...entry, before: {}, after: { name: HIDDEN, dailyCapacity } });
  return courier;
}
