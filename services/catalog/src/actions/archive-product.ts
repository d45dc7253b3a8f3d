import { refuse } from '@sagashop/chassis/errors';
import type { Sql } from '@sagashop/chassis/postgres/sql';
import { archive } from '../store/products.ts';

/** Takes a product away for good, hidden or not. It stays in the orders that have it, and so in the database. */
export async function archiveProduct(sql: Sql, id: string): Promise<void> {
  if (!(await archive(sql, id))) throw refuse.not_found();
}
