import type { Db } from '@sagashop/chassis/postgres/sql';
import { readAuditLog } from './audit-log-call.ts';

const MOST = 10_000; // nobody has as many

/** What staff have changed of a subject, newest first, without who they were: for the person whom it is about. */
export async function entriesAbout(db: Db, subject: string) {
  const entries = await readAuditLog(db, { subject, limit: MOST });
  return entries.map(({ at, action, before, after, reason = null }) => {
    return { kind: 'change by staff', at, action, before, after, reason };
  });
}
