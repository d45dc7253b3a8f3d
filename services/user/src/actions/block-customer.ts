import type { Staff } from '@sagashop/audit-log/staff-of';
import { writeAuditLog } from '@sagashop/audit-log/write-audit-log';
import { refuse } from '@sagashop/chassis/errors';
import type { Sql } from '@sagashop/chassis/postgres/sql';
import { refuseUser } from '../errors.ts';
import { type Customer, lockCustomer, saveBlocked } from '../store/customers.ts';
import { deleteOtherSessions } from '../store/sessions.ts';

interface Change {
  userId: string;
  blocked: boolean;
  reason?: string | undefined;
}

/**
 * Keeps a customer out of the shop, or lets them in again: their sessions end at once, and no other is opened. Orders go on.
 * Refuses an unknown user as not_found, and staff as `works_here`.
 */
export async function blockCustomer(sql: Sql, staff: Staff, change: Change): Promise<Customer> {
  const { userId, blocked, reason } = change;
  return sql.begin(async (tx) => {
    const customer = await lockCustomer(tx, userId);
    if (!customer) throw refuse.not_found();
    if (blocked && customer.roles.length > 0) throw refuseUser.works_here();
    if (blocked === (customer.blockedAt !== null)) return customer;
    const blockedAt = await saveBlocked(tx, userId, blocked);
    if (blocked) await deleteOtherSessions(tx, userId, null);
    await writeAuditLog(tx, {
      ...staff,
      action: blocked ? 'customer.block' : 'customer.unblock',
      subject: `user:${customer.id}`,
      before: { blocked: !blocked },
      after: { blocked },
      reason,
    });
    return { ...customer, blockedAt };
  }) as Promise<Customer>;
}
