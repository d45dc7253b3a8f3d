import { refuse } from '@sagashop/chassis/errors';
import type { Sql } from '@sagashop/chassis/postgres/sql';
import { refuseCatalog } from '../errors.ts';
import { deleteCategoryRow, isInUse, lockCategory } from '../store/categories.ts';

/** Deletes a category. Refuses while it has others in it, or products that were not taken away. */
export async function deleteCategory(sql: Sql, id: string): Promise<void> {
  await sql.begin(async (tx) => {
    // The lock first: a product that is being put into the category has to be seen, or to wait and break.
    if (!(await lockCategory(tx, id))) throw refuse.not_found();
    if (await isInUse(tx, id)) throw refuseCatalog.category_in_use();
    await deleteCategoryRow(tx, id);
  });
}
