import type { Sql } from '@sagashop/chassis/postgres';
import type { User } from '../domain/user.ts';
import { refuseUser } from '../errors.ts';
import { findCredentials, findUser } from '../store/users.ts';
import type { Hasher } from './hash-password.ts';
import { openSession } from './open-session.ts';

/**
 * Opens a session for who knows the password. Refuses as `wrong_credentials`, and after the same time, an
 * unknown name and a wrong password.
 */
export async function signIn(
  sql: Sql,
  hasher: Hasher,
  given: { username: string; password: string },
): Promise<{ token: string; user: User }> {
  const credentials = await findCredentials(sql, given.username);
  const right = await hasher.verify(credentials?.password, given.password);
  const user = right && credentials ? await findUser(sql, credentials.userId) : undefined;
  if (!user) throw refuseUser.wrong_credentials();
  return { token: await openSession(sql, user.id), user };
}
