import { randomBytes } from 'node:crypto';
import { refuse } from '@sagashop/chassis/errors';
import { tokenHash } from '@sagashop/chassis/http/session-token';
import type { Db } from '@sagashop/chassis/postgres/sql';
import { COMMAND_LIFE, LENT_LIFE, SESSION_LIFE } from '../domain/session.ts';
import { refuseUser } from '../errors.ts';
import { isBlocked } from '../store/customers.ts';
import { insertSession, insertSessionBy } from '../store/sessions.ts';
import { findUserByName } from '../store/users.ts';

/**
 * Opens a session for whose password has this hash, and answers its token, which is kept nowhere else.
 * Refuses as `wrong_credentials` when the password has been changed meanwhile, or the user has left; as `blocked` whom the
 * shop keeps out.
 */
export async function openSession(
  db: Db,
  userId: string,
  password: string,
  where: { device: string | null; origin: string },
): Promise<string> {
  const token = randomBytes(32).toString('base64url');
  const session = { hash: tokenHash(token), userId, life: SESSION_LIFE, ...where };
  if (!(await insertSessionBy(db, password, session)))
    throw (await isBlocked(db, userId)) ? refuseUser.blocked() : refuseUser.wrong_credentials();
  return token;
}

/** Opens a session of an hour for the operator, without the password. Refuses an unknown name as `not_found`. */
export async function openSessionFor(db: Db, username: string): Promise<string> {
  const user = await findUserByName(db, username);
  if (!user) throw refuse.not_found();
  const token = randomBytes(32).toString('base64url');
  await insertSession(db, { hash: tokenHash(token), userId: user.id, life: LENT_LIFE });
  return token;
}

/** Opens a session of five minutes that is good for one command of the command line, and answers its token. */
export async function openCommandSession(db: Db, userId: string, scope: string): Promise<string> {
  const token = randomBytes(32).toString('base64url');
  await insertSession(db, { hash: tokenHash(token), userId, life: COMMAND_LIFE, scope });
  return token;
}
