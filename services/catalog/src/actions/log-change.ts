import type { Staff } from '@sagashop/audit-log/staff-of';
import { differences, writeAuditLog } from '@sagashop/audit-log/write-audit-log';
import type { Tx } from '@sagashop/chassis/postgres/sql';
import { newId } from '@sagashop/kernel/ids';
import type { StaffAct } from '@sagashop/vocabulary/staff-acts';

/** What was done to what: `product.change`, `product:UUID`. */
export interface Done {
  action: StaffAct;
  subject: string;
  reason?: string;
}

/**
 * Writes into the audit log which fields of a thing somebody changed, in the transaction that does, and answers the id of
 * the entry; where none, nothing.
 */
export async function logChange(
  tx: Tx,
  staff: Staff,
  done: Done,
  before: object,
  after: object,
): Promise<string | undefined> {
  const changed = differences(before, after);
  if (Object.keys(changed.before).length + Object.keys(changed.after).length === 0) return undefined;
  const id = newId();
  await writeAuditLog(tx, { id, ...staff, ...done, ...changed });
  return id;
}
