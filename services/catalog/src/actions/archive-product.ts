import { refuse } from '@sagashop/chassis/errors';
import type { Sql } from '@sagashop/chassis/postgres/sql';
import { archive } from '../store/products.ts';

/** Takes a product out of sale for good. It stays in the orders that have it, and so in the database. */
export async function archiveProduct(sql: Sql, id: string): Promise<void> {
  if (!(await archive(sql, id))) throw refuse.not_found();
}
