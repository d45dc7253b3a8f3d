import type { Staff } from '@sagashop/audit-log/staff-of';
import { refuse } from '@sagashop/chassis/errors';
import type { Sql } from '@sagashop/chassis/postgres/sql';
import { refuseCatalog } from '../errors.ts';
import { deleteCategoryRow, isInUse, lockCategory } from '../store/categories.ts';
import { logChange } from './log-change.ts';

/** Deletes a category. Refuses while it has others in it, or products that were not taken away. */
export async function deleteCategory(sql: Sql, id: string, staff: Staff): Promise<void> {
  await sql.begin(async (tx) => {
    // The lock first: a product that is being put into the category has to be seen, or to wait and break.
    const before = await lockCategory(tx, id);
    if (!before) throw refuse.not_found();
    if (await isInUse(tx, id)) throw refuseCatalog.category_in_use();
    await deleteCategoryRow(tx, id);
    const done = { action: 'category.delete', subject: `category:${id.toLowerCase()}` } as const;
    await logChange(tx, staff, done, before, {});
  });
}
