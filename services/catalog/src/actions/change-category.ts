import type { Staff } from '@sagashop/audit-log/staff-of';
import { invalid, refuse } from '@sagashop/chassis/errors';
import type { Sql, Tx } from '@sagashop/chassis/postgres/sql';
import { misplaced } from '../domain/category-tree.ts';
import { type Category, type CategoryChange, changedCategory } from '../domain/product.ts';
import { lockCategory, saveCategory } from '../store/categories.ts';
import { lockTree, readTree } from '../store/category-tree.ts';
import { logChange } from './log-change.ts';
import { refuseBroken } from './refuse-broken.ts';

/**
 * Changes a category, which `check` sees under its lock before. Refuses a slug that another one has, and a place inside
 * itself or too deep.
 */
export async function changeCategory(
  sql: Sql,
  id: string,
  change: CategoryChange,
  { staff, check }: { staff: Staff; check: (category: Category) => void },
): Promise<Category> {
  return refuseBroken(
    () =>
      sql.begin(async (tx) => {
        if (change.parentId !== undefined) await lockTree(tx);
        const category = await lockCategory(tx, id);
        if (!category) throw refuse.not_found();
        check(category);
        if (change.parentId) await assertPlaced(tx, id, change.parentId);
        const after = changedCategory(category, change);
        await saveCategory(tx, id, after);
        const done = { action: 'category.change', subject: `category:${id.toLowerCase()}` } as const;
        await logChange(tx, staff, done, category, after);
        return after;
      }) as Promise<Category>,
  );
}

/** Throws 422 when a category cannot stand in another one; under the tree's lock. */
export async function assertPlaced(tx: Tx, id: string, parentId: string): Promise<void> {
  const wrong = misplaced(await readTree(tx), id.toLowerCase(), parentId.toLowerCase());
  if (wrong) throw invalid('parentId', wrong);
}
