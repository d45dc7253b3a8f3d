import { refuse } from '@sagashop/chassis/errors';
import type { Sql } from '@sagashop/chassis/postgres/sql';
import { type Category, type CategoryChange, changedCategory } from '../domain/product.ts';
import { lockCategory, saveCategory } from '../store/categories.ts';
import { refuseBroken } from './refuse-broken.ts';

/** Changes a category, which `check` sees under its lock before. Refuses a slug that another one has. */
export async function changeCategory(
  sql: Sql,
  id: string,
  change: CategoryChange,
  check: (category: Category) => void,
): Promise<Category> {
  return refuseBroken(
    () =>
      sql.begin(async (tx) => {
        const category = await lockCategory(tx, id);
        if (!category) throw refuse.not_found();
        check(category);
        const after = changedCategory(category, change);
        await saveCategory(tx, id, after);
        return after;
      }) as Promise<Category>,
  );
}
