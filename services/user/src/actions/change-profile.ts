import { refuse } from '@sagashop/chassis/errors';
import type { Sql, Tx } from '@sagashop/chassis/postgres/sql';
import { emailKey } from '@sagashop/chassis/text/email';
import { changed, type ProfileChange, type User } from '../domain/user.ts';
import { refuseUser } from '../errors.ts';
import { findPassword, lockUser, saveProfile } from '../store/users.ts';
import { checkPassword, type PasswordProof } from './check-password.ts';
import type { Hasher } from './hasher.ts';
import { refuseTaken } from './refuse-taken.ts';
import { wantVerification } from './want-verification.ts';

interface Change extends PasswordProof {
  profile: ProfileChange;
}

/** What follows when the address is another one: nobody has shown yet that it is theirs, and they are asked. */
export async function afterAddress(tx: Tx, before: User, after: User): Promise<User> {
  if (emailKey(before.email) === emailKey(after.email)) return after;
  await wantVerification(tx, after);
  return { ...after, emailVerified: false };
}

/**
 * Changes what users tell about themselves. A member's other e-mail address needs the password (`password_required`); one that is
 * shown is checked, and refused as `checkPassword` does. Refuses an e-mail that somebody has.
 */
export async function changeProfile(sql: Sql, hasher: Hasher, change: Change): Promise<User> {
  const { userId, currentPassword, profile } = change;
  const kept = currentPassword === undefined ? undefined : await checkPassword(sql, hasher, change);
  return refuseTaken(
    () =>
      sql.begin(async (tx) => {
        const user = await lockUser(tx, userId);
        if (!user) throw refuse.not_signed_in();
        const after = changed(user, profile);
        // A guest has no password, and no account that another address could take along.
        if (!user.guest && emailKey(after.email) !== emailKey(user.email)) {
          if (kept === undefined) throw refuseUser.password_required();
          // Changed meanwhile: whoever knew the old one shall not take the account along.
          if ((await findPassword(tx, userId)) !== kept) throw refuseUser.wrong_credentials();
        }
        await saveProfile(tx, after, profile.language !== undefined);
        return afterAddress(tx, user, after);
      }) as Promise<User>,
  );
}
