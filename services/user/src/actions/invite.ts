import { randomBytes } from 'node:crypto';
import type { Staff } from '@sagashop/audit-log/staff-of';
import { HIDDEN, writeAuditLog } from '@sagashop/audit-log/write-audit-log';
import { tokenHash } from '@sagashop/chassis/http/session-token';
import type { Sql } from '@sagashop/chassis/postgres/sql';
import { newId } from '@sagashop/kernel/ids';
import type { Role } from '@sagashop/vocabulary/permissions';
import { INVITATION_LIFE, type Invitation } from '../domain/invitation.ts';
import { saveInvitation } from '../store/invitations.ts';
import { lockOwners } from '../store/users.ts';
import { assertMayGive } from './change-roles.ts';

interface Wish {
  by: Staff;
  email: string;
  roles: readonly Role[];
}

/**
 * Invites whoever has the link to work for the shop, and answers its token, which is kept nowhere else. An open invitation of
 * the same e-mail address is replaced by it. Refuses as `forbidden` who may not, or not all that these roles may.
 */
export async function invite(
  sql: Sql,
  { by, email, roles }: Wish,
): Promise<{ token: string; invitation: Invitation }> {
  const token = randomBytes(32).toString('base64url');
  const invitedBy = by.actor.id;
  const invitation = (await sql.begin(async (tx) => {
    // Whoever is taken the role at this moment has invited nobody after it.
    await lockOwners(tx);
    const given = await assertMayGive(tx, invitedBy, roles);
    const wanted = { id: newId(), hash: tokenHash(token), email, roles: given, invitedBy };
    const { invitation, replaced } = await saveInvitation(tx, { ...wanted, life: INVITATION_LIFE });
    await writeAuditLog(tx, {
      ...by,
      action: 'invitation.create',
      subject: `invitation:${invitation.id}`,
      before: replaced ? { roles: replaced } : {},
      after: { email: HIDDEN, roles: given },
    });
    return invitation;
  })) as Invitation;
  return { token, invitation };
}
