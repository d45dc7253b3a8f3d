import { tokenHash } from '@sagashop/chassis/http/session-token';
import type { Sql } from '@sagashop/chassis/postgres/sql';
import type { Invitation } from '../domain/invitation.ts';
import { refuseUser } from '../errors.ts';
import { findInvitation } from '../store/invitations.ts';

/** The open invitation of a link's token. Refuses as `link_used` one that was used, replaced or withdrawn, has expired, or never was. */
export async function openInvitation(sql: Sql, token: string): Promise<Invitation> {
  const found = await findInvitation(sql, tokenHash(token));
  if (!found) throw refuseUser.link_used();
  return found;
}
