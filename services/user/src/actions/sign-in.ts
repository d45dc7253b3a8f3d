import type { Sql } from '@sagashop/chassis/postgres';
import { countedAddress, forgive, guarded } from '@sagashop/chassis/throttle';
import { signInLimits } from '../domain/limits.ts';
import { nameKey } from '../domain/names.ts';
import type { User } from '../domain/user.ts';
import { refuseUser } from '../errors.ts';
import { findCredentials, findUser } from '../store/users.ts';
import type { Hasher } from './hash-password.ts';
import { openSessionBy } from './open-session.ts';

/**
 * Opens a session for who knows the password. Refuses as `wrong_credentials`, and after the same time, an
 * unknown name and a wrong password; as `too_many_attempts` whoever was refused too often.
 */
export async function signIn(
  sql: Sql,
  hasher: Hasher,
  given: { username: string; password: string; ip: string },
): Promise<{ token: string; user: User }> {
  const credentials = await findCredentials(sql, given.username);
  const account = credentials?.userId ?? nameKey(given.username);
  const limits = signInLimits(account, countedAddress(given.ip));
  const session = await guarded(sql, limits, async () => {
    const right = await hasher.verify(credentials?.password, given.password);
    if (!right || !credentials) return undefined;
    const user = await findUser(sql, credentials.userId);
    return user && { user, password: credentials.password };
  });
  if (!session) throw refuseUser.wrong_credentials();
  const token = await openSessionBy(sql, session.user.id, session.password);
  await forgive(sql, limits.slice(0, 1));
  return { token, user: session.user };
}
