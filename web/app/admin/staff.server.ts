import { type PermissionName, permission, permissionsOf, ROLES } from '@sagashop/vocabulary/permissions';
import { data } from 'react-router';
import { orErrorPage } from '../shop/api.server';
import type { User } from '../shop/api-types';
import { member } from '../shop/session.server';
import type { Typed } from '../shop/unsent.server';

/** Somebody who works for the shop, and what they may do. */
export interface Staff {
  user: User;
  may: (permission: PermissionName) => boolean;
}

/**
 * Who visits a page of the back office; whoever is not signed in is sent to sign in, and comes back. Throws the 403 page,
 * with the roles that may open it, for whoever does not work here or lacks the permission. `typed` as for `member`.
 */
export async function staff(request: Request, needs?: PermissionName, typed?: Typed): Promise<Staff> {
  // Where nobody can say who it is, that is said for a form as for a page.
  const user = await orErrorPage(member(request, typed));
  const granted = permissionsOf(user.roles);
  const may = (name: PermissionName) => granted.includes(name);
  if (needs ? may(needs) : user.roles.length > 0) return { user, may };
  const roles = needs ? permission(needs).roles : Object.keys(ROLES);
  throw data({ code: 'forbidden', roles }, { status: 403 });
}
