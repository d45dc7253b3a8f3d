import type { Sql, Tx } from '@sagashop/chassis/postgres/sql';
import { newId } from '@sagashop/kernel/ids';
import type { Problem } from '@sagashop/kernel/problem';
import { isWeakPassword } from '../domain/password.ts';
import { type Member, presentOrNull, type User } from '../domain/user.ts';
import { refuseUser } from '../errors.ts';
import { findTaken, insertUser } from '../store/users.ts';
import type { Hasher } from './hasher.ts';
import { refuseTaken } from './refuse-taken.ts';
import { wantVerification } from './want-verification.ts';

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
export async function signUp(sql: Sql, hasher: Hasher, input: SignUp): Promise<User> {
  if (isWeakPassword(input.password, input)) throw refuseUser.weak_password();
  const taken = await refusalOfTaken(sql, input);
  if (taken) throw taken;
  const password = await hasher.hash(input.password);
  const user = newUser(newId(), { ...input, roles: [] });
  await refuseTaken(() => sql.begin((tx) => insertMember(tx, user, password)));
  return user;
}

/** Inserts somebody who signs up, and has them asked whether the address is theirs. */
export async function insertMember(tx: Tx, user: Member, password: string): Promise<void> {
  await insertUser(tx, user, { id: newId(), password, mayLookLike: false });
  await wantVerification(tx, user);
}

/** Saves a new user with a password's hash. Refuses a name or e-mail that somebody has, and a name that may not look so. */
export async function saveUser(
  sql: Sql,
  input: Omit<SignUp, 'password'> & { roles: string[] },
  credentials: { password: string; mayLookLike: boolean },
): Promise<Member> {
  const user = newUser(newId(), input);
  await refuseTaken(() => sql.begin((tx) => insertUser(tx, user, { id: newId(), ...credentials })));
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

/** The user that a sign-up makes. */
export function newUser(id: string, input: Omit<SignUp, 'password'> & { roles: string[] }): Member {
  return {
    id,
    username: input.username,
    ...told(input),
    roles: input.roles,
    isAdmin: input.roles.includes('owner'),
    guest: false,
    emailVerified: false,
  };
}

/** What somebody who is new has told about themselves. */
export function told(input: Omit<SignUp, 'username' | 'password'>) {
  return {
    email: input.email,
    firstName: presentOrNull(input.firstName),
    lastName: presentOrNull(input.lastName),
    phone: presentOrNull(input.phone),
    language: input.language,
  };
}
