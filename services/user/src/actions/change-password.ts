import { refuse } from '@sagashop/chassis/errors';
import type { Sql } from '@sagashop/chassis/postgres/sql';
import { isWeakPassword } from '../domain/password.ts';
import { changed, type ProfileChange, type User } from '../domain/user.ts';
import { refuseUser } from '../errors.ts';
import { deleteResets } from '../store/mail-links.ts';
import { deleteOtherSessions } from '../store/sessions.ts';
import { findUser, lockUser, replacePassword, saveProfile } from '../store/users.ts';
import { afterAddress } from './change-profile.ts';
import { checkPassword, type PasswordProof } from './check-password.ts';
import type { Hasher } from './hasher.ts';
import { refuseTaken } from './refuse-taken.ts';

interface Change extends PasswordProof {
  currentPassword: string;
  password: string;
  profile: ProfileChange;
}

/**
 * Changes a user's password, and the profile with it or not at all; ends their other sessions. Refuses a
 * weak password, a guest, who has none, and a wrong current one as `checkPassword` does.
 */
export async function changePassword(sql: Sql, hasher: Hasher, change: Change): Promise<User> {
  const { userId } = change;
  const user = await findUser(sql, userId);
  if (!user) throw refuse.not_signed_in();
  if (user.guest) throw refuseUser.account_needed();
  if (isWeakPassword(change.password, user)) throw refuseUser.weak_password();
  const old = await checkPassword(sql, hasher, change);
  const fresh = await hasher.hash(change.password, { who: 'known' });
  return refuseTaken(
    () =>
      sql.begin(async (tx) => {
        const locked = await lockUser(tx, userId);
        if (!locked) throw refuse.not_signed_in();
        // Of two changes at once the second finds another password than the one it was judged by.
        if (!(await replacePassword(tx, userId, old, fresh))) throw refuseUser.wrong_credentials();
        await deleteOtherSessions(tx, userId, change.session);
        const after = changed(locked, change.profile);
        await saveProfile(tx, after, change.profile.language !== undefined);
        await deleteResets(tx, locked.email);
        return afterAddress(tx, locked, after);
      }) as Promise<User>,
  );
}
