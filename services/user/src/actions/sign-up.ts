import type { Sql } from '@sagashop/chassis/postgres/sql';
import { newId } from '@sagashop/kernel/ids';
import type { Problem } from '@sagashop/kernel/problem';
import { isWeak } from '../domain/password.ts';
import { presentOrNull, type User } from '../domain/user.ts';
import { refuseUser } from '../errors.ts';
import { findTaken, insertUser } from '../store/users.ts';
import type { Hasher } from './hash-password.ts';
import { refusingTaken } from './refuse-taken.ts';

export interface SignUp {
  username: string;
  password: string;
  email: string;
  firstName?: string;
  lastName?: string;
  phone?: string;
  language: 'en' | 'ru';
}

/** Makes a customer. Refuses a weak password, and a name or e-mail that somebody has. */
export async function signUp(sql: Sql, hasher: Hasher, wish: SignUp): Promise<User> {
  if (isWeak(wish.password, wish.username)) throw refuseUser.weak_password();
  const taken = await refusalOfTaken(sql, wish);
  if (taken) throw taken;
  const password = await hasher.hash(wish.password);
  return saveUser(sql, { ...wish, isAdmin: false }, { password, mayLookLike: false });
}

/** Saves a new user with a password's hash. Refuses a name or e-mail that somebody has, and a name that may not look so. */
export async function saveUser(
  sql: Sql,
  wish: Omit<SignUp, 'password'> & { isAdmin: boolean },
  credentials: { password: string; mayLookLike: boolean },
): Promise<User> {
  const user = newUser(newId(), wish);
  await refusingTaken(() => sql.begin((tx) => insertUser(tx, user, { id: newId(), ...credentials })));
  return user;
}

/** The refusal of a name or e-mail that somebody has. Asked before the hash, which is expensive; the unique indexes decide. */
export async function refusalOfTaken(
  sql: Sql,
  { username, email }: Pick<SignUp, 'username' | 'email'>,
): Promise<Problem | null> {
  const taken = await findTaken(sql, username, email);
  if (taken.username) return refuseUser.username_taken();
  return taken.email ? refuseUser.email_taken() : null;
}

/** A user as they wish to be. */
export function newUser(id: string, wish: Omit<SignUp, 'password'> & { isAdmin: boolean }): User {
  return {
    id,
    username: wish.username,
    email: wish.email,
    firstName: presentOrNull(wish.firstName),
    lastName: presentOrNull(wish.lastName),
    phone: presentOrNull(wish.phone),
    language: wish.language,
    isAdmin: wish.isAdmin,
  };
}
