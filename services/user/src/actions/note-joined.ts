import { writeAuditLog } from '@sagashop/audit-log/write-audit-log';
import type { Tx } from '@sagashop/chassis/postgres/sql';
import type { Invitation } from '../domain/invitation.ts';
import type { User } from '../domain/user.ts';

interface Joined {
  user: User;
  before: readonly string[];
  invitation: Invitation;
  from: string;
}

/** Writes into the audit log that somebody has accepted an invitation. */
export async function noteJoined(tx: Tx, { user, before, invitation, from }: Joined): Promise<void> {
  await writeAuditLog(tx, {
    actor: { id: user.id, roles: user.roles },
    from,
    action: 'staff.join',
    subject: `user:${user.id}`,
    before: { roles: before },
    after: { roles: user.roles, invitation: invitation.id, invitedBy: invitation.invitedBy },
  });
}
