import { uuids } from '@sagashop/chassis/postgres/arrays';
import type { Db } from '@sagashop/chassis/postgres/sql';

/** The ids under which there is a stock of products: of one with variants those that can be had, of another its own. */
export async function stockedIds(db: Db, products: readonly string[]): Promise<Map<string, string[]>> {
  const rows = await db<{ product: string; id: string }[]>`
    select product_id as product, id from variants
    where product_id = any(${uuids(products)}::uuid[]) and not gone order by id`;
  const had = Map.groupBy(rows, ({ product }) => product);
  return new Map(products.map((product) => [product, had.get(product)?.map(({ id }) => id) ?? [product]]));
}

/** Which product each of these is a variant of, of those that are one. */
export async function productsOf(db: Db, variants: readonly string[]): Promise<Map<string, string>> {
  const rows = await db<{ id: string; product: string }[]>`
    select id, product_id as product from variants where id = any(${uuids(variants)}::uuid[])`;
  return new Map(rows.map(({ id, product }) => [id, product]));
}
