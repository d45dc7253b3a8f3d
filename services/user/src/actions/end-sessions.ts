import type { Staff } from '@sagashop/audit-log/staff-of';
import { writeAuditLog } from '@sagashop/audit-log/write-audit-log';
import { refuse } from '@sagashop/chassis/errors';
import { assertPermission } from '@sagashop/chassis/http/access';
import type { Sql } from '@sagashop/chassis/postgres/sql';
import { permission } from '@sagashop/vocabulary/permissions';
import { lockCustomer } from '../store/customers.ts';
import { deleteOpenSessions } from '../store/sessions.ts';

/**
 * Ends a session of somebody, or all of them when `session` is null, for staff. Refuses an unknown one as not_found, and as
 * `forbidden` for whoever may not change staff those of somebody who works here.
 */
export async function endSessions(
  sql: Sql,
  staff: Staff,
  { userId, session }: { userId: string; session: string | null },
): Promise<void> {
  await sql.begin(async (tx) => {
    const user = await lockCustomer(tx, userId);
    if (!user) throw refuse.not_found();
    if (user.roles.length > 0)
      assertPermission({ roles: [...staff.actor.roles], isAdmin: false }, permission('staff.write'));
    const ended = await deleteOpenSessions(tx, userId, session);
    if (ended === 0 && session !== null) throw refuse.not_found();
    if (ended === 0) return;
    await writeAuditLog(tx, {
      ...staff,
      action: 'session.end',
      subject: `user:${userId}`,
      before: { sessions: ended },
      after: { sessions: 0 },
    });
  });
}
