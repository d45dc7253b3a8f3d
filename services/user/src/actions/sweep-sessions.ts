import type { Sql } from '@sagashop/chassis/postgres/sql';
import { sweepAll } from '@sagashop/chassis/work/sweeper';
import { deleteExpiredSessions } from '../store/sessions.ts';

/** Deletes the sessions that have expired. They count for nothing before that too. */
export function sweepSessions(sql: Sql): Promise<void> {
  return sweepAll((most) => deleteExpiredSessions(sql, most));
}
