import type { Staff } from '@sagashop/audit-log/staff-of';
import { differences, writeAuditLog } from '@sagashop/audit-log/write-audit-log';
import { refuse } from '@sagashop/chassis/errors';
import type { Sql } from '@sagashop/chassis/postgres/sql';
import type { Peers } from '@sagashop/chassis/service/calls';
import { userRoles } from '@sagashop/user/contract';
import { refuseDelivery } from '../errors.ts';
import { findCourierOf, lockCourier, type NamedCourier, updateCourier } from '../store/couriers.ts';

interface Change {
  name?: string;
  dailyCapacity?: number;
  /** The user who shows this courier's rounds; null: nobody. */
  userId?: string | null;
}

interface Wish {
  by: Staff;
  id: string;
  change: Change;
}

/**
 * Changes a courier's name, daily capacity, or which user they are. A smaller capacity limits new bookings only: those that
 * stand keep the capacity of their own time. Refuses an unknown courier as not_found, a user without the role of a courier
 * as `not_a_courier`, and one who is another courier already as `courier_taken`.
 */
export async function changeCourier(
  { sql, peers }: { sql: Sql; peers: Peers },
  { by, id, change }: Wish,
): Promise<NamedCourier> {
  const { userId } = change;
  if (userId) await assertCourier(peers, userId);
  return sql.begin(async (tx) => {
    const before = await lockCourier(tx, id);
    if (!before) throw refuse.not_found();
    const other = userId ? await findCourierOf(tx, userId) : undefined;
    if (other && other !== before.id) throw refuseDelivery.courier_taken();
    const courier = { ...before, ...change };
    await updateCourier(tx, courier);
    const changes = differences(before, courier, ['name']);
    const entry = { ...by, action: 'courier.change', subject: `courier:${id}` } as const;
    if (Object.keys(changes.after).length > 0) await writeAuditLog(tx, { ...entry, ...changes });
    return courier;
  }) as Promise<NamedCourier>;
}

async function assertCourier(peers: Peers, userId: string): Promise<void> {
  const { roles } = await peers.ask(userRoles, { users: [userId] });
  if (!roles[0]?.includes('courier')) throw refuseDelivery.not_a_courier();
}
