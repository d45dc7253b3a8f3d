import type { Sql } from '@sagashop/chassis/postgres/sql';
import { insertGoods } from '../store/goods.ts';
import { saveVariants, type Variant } from '../store/variants.ts';

/** Opens the stock of new products with nothing on hand; one that has a stock keeps it. */
export async function openGoods(sql: Sql, products: readonly string[]): Promise<Record<string, never>> {
  if (products.length > 0) await insertGoods(sql, products);
  return {};
}

/** Opens the stock of variants, and writes down whose they are. */
export async function openVariants(sql: Sql, variants: readonly Variant[]): Promise<Record<string, never>> {
  if (variants.length === 0) return {};
  await sql.begin(async (tx) => {
    await insertGoods(
      tx,
      variants.map(({ id }) => id),
    );
    await saveVariants(tx, variants);
  });
  return {};
}
