import type { Staff } from '@sagashop/audit-log/staff-of';
import { differences, writeAuditLog } from '@sagashop/audit-log/write-audit-log';
import { refuse } from '@sagashop/chassis/errors';
import { assertPermission, hasPermission } from '@sagashop/chassis/http/access';
import type { Sql, Tx } from '@sagashop/chassis/postgres/sql';
import { assertNotEdited } from '@sagashop/vocabulary/editable';
import { permission, permissionsOf, ROLES, type Role } from '@sagashop/vocabulary/permissions';
import type { User } from '../domain/user.ts';
import { refuseUser } from '../errors.ts';
import { deleteInvitationsOf } from '../store/invitations.ts';
import { findUser, lockOwners, lockUser, saveRoles } from '../store/users.ts';

const STAFF = permission('staff.write');

interface Change {
  by: Staff;
  userId: string;
  roles: readonly Role[];
  /** The roles as the asker has seen them. */
  was?: { roles: readonly Role[] } | undefined;
}

/**
 * Puts roles in the place of those that a user has. Refuses as `forbidden` who may not, or not all that a role may which
 * is given or taken; as `last_owner` what would leave the shop without an owner; as `not_found` an unknown user; as `account_needed` a guest;
 * as `edit_conflict` roles that are others by now than the asker has seen.
 */
export async function changeRoles(sql: Sql, { by, userId, roles, was }: Change): Promise<User> {
  return sql.begin(async (tx) => {
    // Of two changes at once the second finds who is an owner after the first, and what it may itself.
    const owners = await lockOwners(tx);
    const may = await permissionsIn(tx, by.actor.id);
    const user = await lockUser(tx, userId);
    if (!user) throw refuse.not_found();
    if (user.guest) throw refuseUser.account_needed();
    const after = inOrder(roles);
    assertNotEdited({ roles: inOrder(user.roles) }, { roles: after }, was && { roles: inOrder(was.roles) });
    may(difference(user.roles, after));
    if (owners.length === 1 && owners[0] === user.id && !after.includes('owner'))
      throw refuseUser.last_owner();
    await saveRoles(tx, user.id, after);
    if (!hasPermission({ roles: after, isAdmin: false }, STAFF)) await deleteInvitationsOf(tx, user.id);
    const changes = differences({ roles: user.roles }, { roles: after });
    await writeAuditLog(tx, { ...by, action: 'staff.change', subject: `user:${user.id}`, ...changes });
    return { ...user, roles: after, isAdmin: after.includes('owner') };
  }) as Promise<User>;
}

/**
 * The roles that somebody gives, each once; refuses as `forbidden` whoever may give none, or not these. The owners are locked.
 */
export async function assertMayGive(tx: Tx, asker: string, roles: readonly string[]): Promise<Role[]> {
  (await permissionsIn(tx, asker))(roles);
  return inOrder(roles);
}

/** What somebody may who gives and takes roles, as it stands now: refuses roles that may more. */
async function permissionsIn(tx: Tx, id: string): Promise<(roles: readonly string[]) => void> {
  const asker = await findUser(tx, id);
  if (!asker) throw refuse.not_signed_in();
  assertPermission(asker, STAFF);
  return (roles) => {
    for (const name of permissionsOf(roles)) assertPermission(asker, permission(name));
  };
}

/** Each once, as the table of roles has them. */
export const inOrder = (roles: readonly string[]) =>
  (Object.keys(ROLES) as Role[]).filter((role) => roles.includes(role));

/** The roles that are given or taken. */
const difference = (before: readonly string[], after: readonly string[]) => [
  ...new Set(before).symmetricDifference(new Set(after)),
];
