import type { Db } from '@sagashop/chassis/postgres/sql';

/** A variant as the catalogue tells of it. */
export interface Variant {
  id: string;
  product: string;
  gone: boolean;
}

/** Writes down variants; one that is gone stays so, whatever comes late. */
export async function saveVariants(db: Db, variants: readonly Variant[]): Promise<void> {
  const items = JSON.stringify(variants.map(({ id, product, gone }) => ({ id, product_id: product, gone })));
  await db`
    insert into variants as v (id, product_id, gone)
    select id, product_id, bool_or(gone) from json_populate_recordset(null::variants, ${items}::text::json)
    group by id, product_id order by id
    on conflict (id) do update set gone = true where excluded.gone and not v.gone`;
}

/** The variants of a product that can be had, and the one that an id is of. */
export async function variantsFor(db: Db, id: string): Promise<Variant[]> {
  return db<Variant[]>`
    select id, product_id as product, gone from variants where product_id = ${id} or id = ${id} order by id`;
}
