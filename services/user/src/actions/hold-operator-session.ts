import { refuse } from '@sagashop/chassis/errors';
import type { Sql } from '@sagashop/chassis/postgres/sql';
import { OPERATOR_SCOPE } from '../domain/session.ts';
import { deleteSession, deleteSessionsOfScope, extendSession } from '../store/sessions.ts';
import { findOperator } from '../store/users.ts';

/**
 * Keeps the session of the command line that opened the shop for so many seconds more, and ends what another one before
 * it has left; 0 ends it. Refuses as `not_found` when no owner is left to speak for.
 */
export async function holdOperatorSession(
  sql: Sql,
  { hash, seconds }: { hash: string; seconds: number },
): Promise<object> {
  if (seconds === 0) {
    await deleteSession(sql, hash);
    return {};
  }
  const userId = await findOperator(sql);
  if (!userId) throw refuse.not_found();
  await deleteSessionsOfScope(sql, OPERATOR_SCOPE, hash);
  await extendSession(sql, { hash, userId, life: seconds, scope: OPERATOR_SCOPE });
  return {};
}
