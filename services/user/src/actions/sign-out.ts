import { tokenHash } from '@sagashop/chassis/http/session-token';
import type { Sql } from '@sagashop/chassis/postgres/sql';
import { deleteSession } from '../store/sessions.ts';

/** Ends the session of a token at once. A token without a session is no error. */
export async function signOut(sql: Sql, token: string): Promise<void> {
  await deleteSession(sql, tokenHash(token));
}
