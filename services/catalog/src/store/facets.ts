import { ints } from '@sagashop/chassis/postgres/arrays';
import type { Db } from '@sagashop/chassis/postgres/sql';
import type { Language } from '@sagashop/vocabulary/language';
import { isNothing } from '../domain/meaning.ts';
import { priceBands } from '../domain/price-bands.ts';
import { type Filters, matching } from './filters.ts';
import { inLanguage } from './names.ts';

export interface Facets {
  categories: { id: string; slug: string; name: string; count: number }[];
  prices: { min: number; max: number; count: number }[];
}

/**
 * How many products the filters leave, in each category, the fullest first, and in each band of prices, the
 * cheapest first; bands and categories without any are left out. Reads all that match, once.
 */
export async function countFacets(db: Db, filters: Filters, language: Language): Promise<Facets> {
  if (filters.meaning && isNothing(filters.meaning)) return { categories: [], prices: [] };
  const rows = await db<{ id: string; slug: string; name: string; band: number; count: number }[]>`
    select c.id, c.slug, ${inLanguage(db, 'c', 'name', language)} as name, m.band, m.count
    from (
      select p.category_id, width_bucket(p.price, ${ints(priceBands)}::bigint[]) as band, count(*) as count
      from products p where p.archived_at is null ${matching(db, filters)} group by 1, 2
    ) m join categories c on c.id = m.category_id`;
  return sumFacets(rows);
}

/** Counts by category and band together, the fullest category and the cheapest band first. */
export function sumFacets(
  rows: readonly { id: string; slug: string; name: string; band: number; count: number }[],
): Facets {
  const categories = new Map<string, Facets['categories'][number]>();
  const bands = new Map<number, number>();
  for (const { band, count, id, slug, name } of rows) {
    bands.set(band, (bands.get(band) ?? 0) + count);
    categories.set(id, { id, slug, name, count: (categories.get(id)?.count ?? 0) + count });
  }
  return {
    categories: [...categories.values()].sort((a, b) => b.count - a.count || (a.id < b.id ? -1 : 1)),
    prices: [...bands]
      .sort(([a], [b]) => a - b)
      .map(([band, count]) => ({ min: priceBands[band - 1]!, max: priceBands[band]! - 1, count })),
  };
}
