import type { Tx } from '@sagashop/chassis/postgres/sql';
import type { Category } from '../domain/product.ts';
import { insertCategory } from '../store/categories.ts';
import { refuseBroken } from './refuse-broken.ts';

/** Adds a category. Refuses a slug that another one has. */
export async function createCategory(tx: Tx, id: string, category: Category): Promise<void> {
  await refuseBroken(() => insertCategory(tx, id, category));
}
