import type { Staff } from '@sagashop/audit-log/staff-of';
import { refuse } from '@sagashop/chassis/errors';
import type { Sql } from '@sagashop/chassis/postgres/sql';
import { archive, findWritten } from '../store/products.ts';
import { logChange } from './log-change.ts';

/** Takes a product away for good, hidden or not. It stays in the orders that have it, and so in the database. */
export async function archiveProduct(sql: Sql, id: string, staff: Staff): Promise<void> {
  await sql.begin(async (tx) => {
    const before = await findWritten(tx, id, { lock: true });
    if (!before) throw refuse.not_found();
    await archive(tx, id);
    const done = { action: 'product.delete', subject: `product:${id.toLowerCase()}` } as const;
    await logChange(tx, staff, done, before, {});
  });
}
