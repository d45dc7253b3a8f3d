import { uuids } from '@sagashop/chassis/postgres/arrays';
import type { Db } from '@sagashop/chassis/postgres/sql';
import { type BoughtVariant, findBought } from './variants.ts';

/** A product for sale as orders ask for it. */
export interface PriceRow {
  id: string;
  price: number;
  nameEn: string;
  nameRu: string;
  /** As how many variants it can be had; 0 where it is had as itself alone. */
  variants: number;
}

/** What can be bought of what was asked for. */
export interface Bought {
  products: PriceRow[];
  variants: BoughtVariant[];
}

/**
 * Names and prices of what is for sale of these products and variants, for any number of them in one query; a second one
 * where there are variants among them. A product that can be had as one variant alone brings it.
 */
export async function findForSale(
  db: Db,
  ids: readonly string[],
  variants: readonly string[],
): Promise<Bought> {
  const products = await db<PriceRow[]>`
    select id, price, name_en, name_ru, variants from products
    where id = any(${uuids(ids)}::uuid[]) and archived_at is null`;
  const plain = new Set(products.filter((row) => row.variants === 0).map(({ id }) => id));
  const others = variants.filter((id) => !plain.has(id));
  const single = products.filter((row) => row.variants === 1).map(({ id }) => id);
  if (others.length === 0 && single.length === 0) return { products, variants: [] };
  return { products, variants: await findBought(db, others, single) };
}
