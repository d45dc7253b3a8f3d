import type { Staff } from '@sagashop/audit-log/staff-of';
import { writeAuditLog } from '@sagashop/audit-log/write-audit-log';
import type { Sql } from '@sagashop/chassis/postgres/sql';
import type { BulkAction } from '../domain/bulk.ts';
import { endBulkAction, findBulkAction } from '../store/bulk-actions.ts';

/** Stops an action that still runs, and notes who has; answers it as it is then, or undefined where there is none. */
export async function stopBulk(sql: Sql, by: Staff, id: string): Promise<BulkAction | undefined> {
  return sql.begin(async (tx) => {
    if (await endBulkAction(tx, id, 'stopped'))
      await writeAuditLog(tx, {
        ...{ ...by, action: 'bulk.stop', subject: `bulk:${id}` },
        ...{ before: { stopped: false }, after: { stopped: true } },
      });
    return findBulkAction(tx, id);
  }) as Promise<BulkAction | undefined>;
}
