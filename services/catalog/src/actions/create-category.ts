import type { Staff } from '@sagashop/audit-log/staff-of';
import type { Tx } from '@sagashop/chassis/postgres/sql';
import type { Category } from '../domain/product.ts';
import { insertCategory } from '../store/categories.ts';
import { lockTree } from '../store/category-tree.ts';
import { assertPlaced } from './change-category.ts';
import { logChange } from './log-change.ts';
import { refuseBroken } from './refuse-broken.ts';

/** Adds a category. Refuses a slug that another one has, and a place that is too deep. */
export async function createCategory(tx: Tx, id: string, category: Category, staff: Staff): Promise<void> {
  if (category.parentId) {
    await lockTree(tx);
    await assertPlaced(tx, id, category.parentId);
  }
  await refuseBroken(() => insertCategory(tx, id, category));
  await logChange(tx, staff, { action: 'category.create', subject: `category:${id}` }, {}, category);
}
