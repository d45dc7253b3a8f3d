import type { Staff } from '@sagashop/audit-log/staff-of';
import { differences, writeAuditLog } from '@sagashop/audit-log/write-audit-log';
import { refuse } from '@sagashop/chassis/errors';
import { assertPermission } from '@sagashop/chassis/http/access';
import type { Sql } from '@sagashop/chassis/postgres/sql';
import { permission, permissionsOf, ROLES, type Role } from '@sagashop/vocabulary/permissions';
import type { User } from '../domain/user.ts';
import { refuseUser } from '../errors.ts';
import { findUser, lockOwners, lockUser, saveRoles } from '../store/users.ts';

interface Change {
  by: Staff;
  userId: string;
  roles: readonly Role[];
}

/**
 * Puts roles in the place of those that a user has. Refuses as `forbidden` who may not, or not all that a role may which
 * is given or taken; as `last_owner` what would leave the shop without an owner; as `not_found` an unknown user; as `account_needed` a guest.
 */
export async function changeRoles(sql: Sql, { by, userId, roles }: Change): Promise<User> {
  return sql.begin(async (tx) => {
    // Of two changes at once the second finds who is an owner after the first, and what it may itself.
    const owners = await lockOwners(tx);
    const asker = await findUser(tx, by.actor.id);
    if (!asker) throw refuse.not_signed_in();
    assertPermission(asker, permission('staff.write'));
    const user = await lockUser(tx, userId);
    if (!user) throw refuse.not_found();
    if (user.guest) throw refuseUser.account_needed();
    const after = inOrder(roles);
    for (const name of permissionsOf(difference(user.roles, after)))
      assertPermission(asker, permission(name));
    if (owners.length === 1 && owners[0] === userId && !after.includes('owner'))
      throw refuseUser.last_owner();
    await saveRoles(tx, userId, after);
    const changes = differences({ roles: user.roles }, { roles: after });
    await writeAuditLog(tx, { ...by, action: 'staff.change', subject: `user:${userId}`, ...changes });
    return { ...user, roles: after, isAdmin: after.includes('owner') };
  }) as Promise<User>;
}

/** Each once, as the table of roles has them. */
const inOrder = (roles: readonly Role[]) =>
  (Object.keys(ROLES) as Role[]).filter((role) => roles.includes(role));

/** The roles that are given or taken. */
const difference = (before: readonly string[], after: readonly string[]) => [
  ...new Set(before).symmetricDifference(new Set(after)),
];
