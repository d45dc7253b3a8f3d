import type { Sql } from '@sagashop/chassis/postgres/sql';
import { insertGoods } from '../store/goods.ts';

/** Opens the stock of new products with nothing on hand; one that has a stock keeps it. */
export async function openGoods(sql: Sql, products: readonly string[]): Promise<Record<string, never>> {
  if (products.length > 0) await insertGoods(sql, products);
  return {};
}
