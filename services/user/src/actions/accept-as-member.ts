import { refuse } from '@sagashop/chassis/errors';
import { tokenHash } from '@sagashop/chassis/http/session-token';
import type { Sql } from '@sagashop/chassis/postgres/sql';
import { emailKey } from '@sagashop/chassis/text/email';
import type { User } from '../domain/user.ts';
import { refuseUser } from '../errors.ts';
import { takeInvitation } from '../store/invitations.ts';
import { lockUser, saveRoles } from '../store/users.ts';
import { inOrder } from './change-roles.ts';
import { noteJoined } from './note-joined.ts';

/** Gives a member whose e-mail address was invited the roles besides their own. Refuses everybody else as `another_invited`. */
export async function acceptAsMember(
  sql: Sql,
  { token, userId, from }: { token: string; userId: string; from: string },
): Promise<User> {
  return sql.begin(async (tx) => {
    // In the order of `changeRoles`, which withdraws invitations after it has locked who has lost a role.
    const user = await lockUser(tx, userId);
    if (!user) throw refuse.not_signed_in();
    const invitation = await takeInvitation(tx, tokenHash(token));
    if (!invitation) throw refuseUser.link_used();
    if (user.guest || emailKey(user.email) !== emailKey(invitation.email)) throw refuseUser.another_invited();
    // A role of a later release stays too.
    const roles = [...new Set([...inOrder([...user.roles, ...invitation.roles]), ...user.roles])];
    await saveRoles(tx, userId, roles);
    const joined = { ...user, roles, isAdmin: roles.includes('owner') };
    await noteJoined(tx, { user: joined, before: user.roles, invitation, from });
    return joined;
  }) as Promise<User>;
}
