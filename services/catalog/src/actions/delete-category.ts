import { refuse } from '@sagashop/chassis/errors';
import type { Sql } from '@sagashop/chassis/postgres/sql';
import { refuseCatalog } from '../errors.ts';
import { deleteCategoryRow, hasProducts, lockCategory } from '../store/categories.ts';

/** Deletes a category. Refuses while products in it are for sale. */
export async function deleteCategory(sql: Sql, id: string): Promise<void> {
  await sql.begin(async (tx) => {
    // The lock first: a product that is being put into the category has to be seen, or to wait and break.
    if (!(await lockCategory(tx, id))) throw refuse.not_found();
    if (await hasProducts(tx, id)) throw refuseCatalog.category_in_use();
    await deleteCategoryRow(tx, id);
  });
}
