import type { Staff } from '@sagashop/audit-log/staff-of';

/** Who asks, and whether for the orders of others too. */
export interface Asker {
  userId: string;
  ofOthers: boolean;
  /** For the audit log, where it is another's order. */
  staff: Staff;
}
