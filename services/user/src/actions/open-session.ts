import { randomBytes } from 'node:crypto';
import { refuse } from '@sagashop/chassis/errors';
import type { Db } from '@sagashop/chassis/postgres';
import { tokenHash } from '@sagashop/chassis/session-token';
import { SESSION_LIFE } from '../domain/session.ts';
import { insertSession } from '../store/sessions.ts';
import { findUserByName } from '../store/users.ts';

/** Opens a session for a user and answers its token, which is kept nowhere else. */
export async function openSession(db: Db, userId: string): Promise<string> {
  const token = randomBytes(32).toString('base64url');
  await insertSession(db, tokenHash(token), userId, SESSION_LIFE);
  return token;
}

/** Opens a session for whoever runs the shop, without the password. Refuses an unknown name as `not_found`. */
export async function openSessionFor(db: Db, username: string): Promise<string> {
  const user = await findUserByName(db, username);
  if (!user) throw refuse.not_found();
  return openSession(db, user.id);
}
