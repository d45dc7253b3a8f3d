import type { Staff } from '@sagashop/audit-log/staff-of';
import { HIDDEN, writeAuditLog } from '@sagashop/audit-log/write-audit-log';
import { refuse } from '@sagashop/chassis/errors';
import type { Sql } from '@sagashop/chassis/postgres/sql';
import { deleteInvitation } from '../store/invitations.ts';

/** Withdraws an invitation: its link is good for nothing from now on. Refuses one that is not there as not_found. */
export async function withdrawInvitation(sql: Sql, by: Staff, id: string): Promise<void> {
  await sql.begin(async (tx) => {
    const gone = await deleteInvitation(tx, id);
    if (!gone) throw refuse.not_found();
    await writeAuditLog(tx, {
      ...by,
      action: 'invitation.withdraw',
      subject: `invitation:${id}`,
      before: { email: HIDDEN, roles: gone.roles },
      after: {},
    });
  });
}
