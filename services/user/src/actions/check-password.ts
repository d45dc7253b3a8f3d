import { guarded } from '@sagashop/chassis/guards/throttle';
import type { Sql } from '@sagashop/chassis/postgres/sql';
import { CURRENT_PASSWORD } from '../domain/limits.ts';
import { refuseUser } from '../errors.ts';
import { findPassword } from '../store/users.ts';
import type { Hasher } from './hasher.ts';

/** What somebody who is signed in shows once more before something that a borrowed session must not do. */
export interface PasswordProof {
  userId: string;
  currentPassword: string | undefined;
  /** The session that asks, by the hash of its token. */
  session: string | null;
}

/**
 * The hash of a user's password, for whoever knows it. Refuses none as `password_required`, a wrong one as
 * `wrong_credentials`, and as `too_many_attempts` a session that was wrong too often: only sessions of the user count, nobody else's guesses.
 */
export async function checkPassword(sql: Sql, hasher: Hasher, proof: PasswordProof): Promise<string> {
  const { userId, currentPassword, session } = proof;
  if (currentPassword === undefined) throw refuseUser.password_required();
  const [each, all] = CURRENT_PASSWORD;
  const limits = [
    { ...each, who: `current password\n${userId}\n${session}` },
    { ...all, who: `current password\n${userId}` },
  ];
  const kept = await guarded(sql, limits, async () => {
    const password = await findPassword(sql, userId);
    return (await hasher.verify(password, currentPassword, 'known')) ? password : undefined;
  });
  if (!kept) throw refuseUser.wrong_credentials();
  return kept;
}
