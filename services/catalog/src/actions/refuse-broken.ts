import { invalid } from '@sagashop/chassis/errors';
import { sqlState } from '@sagashop/chassis/postgres/sql-state';
import { refuseCatalog } from '../errors.ts';

/** Runs a write; turns a broken constraint of the catalogue into the refusal that it stands for. */
export async function refuseBroken<T>(write: () => Promise<T>): Promise<T> {
  try {
    return await write();
  } catch (error) {
    const state = sqlState(error);
    const constraint = (error as { constraint_name?: string }).constraint_name;
    if (state === '23503' && constraint === 'products_category') {
      throw invalid('categoryId', 'is no category');
    }
    if (state === '23505' && constraint === 'categories_slug') throw refuseCatalog.slug_taken();
    throw error;
  }
}
