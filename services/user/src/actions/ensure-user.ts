import type { Sql } from '@sagashop/chassis/postgres/sql';
import type { Member } from '../domain/user.ts';
import { findUserByName } from '../store/users.ts';
import type { Hasher } from './hasher.ts';
import { type SignUp, saveUser } from './sign-up.ts';

type NewUserInput = Omit<SignUp, 'language'> & { language?: 'en' | 'ru'; isAdmin?: boolean };

/**
 * Makes a user for the operator, with `isAdmin` an owner; password and looks of the name are theirs to judge. A user of
 * that name is left as they are. Refuses an e-mail that somebody else has.
 */
export async function ensureUser(
  sql: Sql,
  hasher: Hasher,
  input: NewUserInput,
): Promise<Member & { created: boolean }> {
  const found = await findUserByName(sql, input.username);
  if (found) return { ...found, created: false };
  const password = await hasher.hash(input.password, { patient: true });
  const user = await saveUser(
    sql,
    { ...input, language: input.language ?? 'en', roles: input.isAdmin ? ['owner'] : [] },
    { password, mayLookLike: true },
  );
  return { ...user, created: true };
}
