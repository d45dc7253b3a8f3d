import type { Sql } from '@sagashop/chassis/postgres';
import { deleteExpiredSessions } from '../store/sessions.ts';

const AT_ONCE = 500; // so that no lock is held for long

/** Deletes the sessions that have expired, a small batch at a time. They count for nothing before that too. */
export async function sweepSessions(sql: Sql): Promise<void> {
  while ((await deleteExpiredSessions(sql, AT_ONCE)) === AT_ONCE);
}
