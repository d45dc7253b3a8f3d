import type { Staff } from '@sagashop/audit-log/staff-of';
import { writeAuditLog } from '@sagashop/audit-log/write-audit-log';
import { refuse } from '@sagashop/chassis/errors';
import type { Tx } from '@sagashop/chassis/postgres/sql';
import { lockAlert, saveSeen } from '../store/alerts.ts';
import { subjectOf } from './lock-owned.ts';

/** Notes who has seen first that a product has become low. Refuses one that there is not (404). */
export async function noteSeen(tx: Tx, id: string, by: Staff): Promise<void> {
  const alert = await lockAlert(tx, id);
  if (!alert) throw refuse.not_found();
  if (alert.seen) return;
  const { subject, which } = subjectOf(alert);
  const [before, after] = [
    { ...which, seen: false },
    { ...which, seen: true },
  ];
  await Promise.all([
    saveSeen(tx, id, by.actor.id),
    writeAuditLog(tx, { ...by, action: 'alert.see', subject, before, after }),
  ]);
}
