import { refuse } from '@sagashop/chassis/errors';
import { tokenHash } from '@sagashop/chassis/http/session-token';
import type { Sql } from '@sagashop/chassis/postgres/sql';
import { deleteOtherSessions } from '../store/sessions.ts';
import { findUserByName, lockUser, setPassword } from '../store/users.ts';
import { createHasher } from './hasher.ts';

/**
 * Gives an owner another password, for the operator, who has its database, and ends their sessions,
 * all but that of the token `kept` (the command line's own).
 * The password is theirs to judge. Refuses as `not_found` when nobody has the name, and as `forbidden` when they are no
 * owner: a customer's password is nobody's but theirs. Resolves to the name as it is kept.
 */
export async function resetPassword(
  sql: Sql,
  input: { username: string; password: string; kept?: string | undefined },
): Promise<string> {
  const fresh = await createHasher().hash(input.password);
  return sql.begin(async (tx) => {
    const found = await findUserByName(tx, input.username);
    const user = found && (await lockUser(tx, found.id));
    if (!found || !user) throw refuse.not_found();
    if (!user.roles.includes('owner')) throw refuse.forbidden();
    await setPassword(tx, user.id, fresh);
    await deleteOtherSessions(tx, user.id, input.kept ? tokenHash(input.kept) : null);
    return found.username;
  }) as Promise<string>;
}
