import type { Staff } from '@sagashop/audit-log/staff-of';
import { differences, HIDDEN, writeAuditLog } from '@sagashop/audit-log/write-audit-log';
import type { Tx } from '@sagashop/chassis/postgres/sql';
import type { StaffAct } from '@sagashop/vocabulary/staff-acts';
import type { OrderView } from '../domain/order-view.ts';

/** What an entry tells of a view: whom somebody looked for is personal. */
export const loggedView = ({ name, query, shared, position }: OrderView) => ({
  ...{ name, shared, position },
  query: 'q' in query ? { ...query, q: HIDDEN } : query,
});

/** Writes the entry of a shared view that is new, has changed, or is gone. */
export function logView(
  tx: Tx,
  staff: Staff,
  { id, before, after }: { id: string; before: object; after: object },
): Promise<void> {
  const isNew = Object.keys(before).length === 0;
  const isGone = Object.keys(after).length === 0;
  const action: StaffAct = isNew ? 'order-view.create' : isGone ? 'order-view.delete' : 'order-view.change';
  const entry = { ...staff, action, subject: `order-view:${id}` };
  return writeAuditLog(tx, { ...entry, ...differences(before, after) });
}
