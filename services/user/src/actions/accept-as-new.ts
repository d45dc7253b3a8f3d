import { tokenHash } from '@sagashop/chassis/http/session-token';
import type { Sql } from '@sagashop/chassis/postgres/sql';
import { newId } from '@sagashop/kernel/ids';
import { isWeakPassword } from '../domain/password.ts';
import type { Member } from '../domain/user.ts';
import { refuseUser } from '../errors.ts';
import { takeInvitation } from '../store/invitations.ts';
import { insertUser } from '../store/users.ts';
import type { Hasher } from './hasher.ts';
import { noteJoined } from './note-joined.ts';
import { openInvitation } from './open-invitation.ts';
import { refuseTaken } from './refuse-taken.ts';
import { newUser, refusalOfTaken, type SignUp } from './sign-up.ts';

interface NewStaff extends Pick<SignUp, 'username' | 'password' | 'language'> {
  token: string;
  from: string;
}

/**
 * Makes an account of an invitation, with its e-mail address and roles: of several at once one. Refuses as `email_taken` where
 * a member has that address already, who accepts with `acceptAsMember` instead; otherwise as a sign-up does.
 */
export async function acceptAsNew(
  { sql, hasher }: { sql: Sql; hasher: Hasher },
  { token, from, ...wish }: NewStaff,
): Promise<Member> {
  const { email } = await openInvitation(sql, token);
  if (isWeakPassword(wish.password, { username: wish.username, email })) throw refuseUser.weak_password();
  const taken = await refusalOfTaken(sql, { username: wish.username, email });
  if (taken) throw taken;
  const password = await hasher.hash(wish.password);
  return refuseTaken(
    () =>
      sql.begin(async (tx) => {
        const invitation = await takeInvitation(tx, tokenHash(token));
        if (!invitation) throw refuseUser.link_used();
        const user = newUser(newId(), { ...wish, email: invitation.email, roles: invitation.roles });
        await insertUser(tx, user, { id: newId(), password, mayLookLike: false });
        await noteJoined(tx, { user, before: [], invitation, from });
        return user;
      }) as Promise<Member>,
  );
}
