import { ints } from '@sagashop/chassis/postgres/arrays';
import type { Db } from '@sagashop/chassis/postgres/sql';
import type { Language } from '@sagashop/vocabulary/language';
import { isNothing } from '../domain/meaning.ts';
import { priceBands } from '../domain/price-bands.ts';
import { type Facets, sumFacets } from './facets.ts';
import { type Filters, matching, UNFILTERED } from './filters.ts';
import { inLanguage } from './names.ts';

/** What each choice would leave, and how many products all that is chosen leaves now. */
export type Choices = Facets & { total: number };

interface Row {
  id: string;
  slug: string;
  name: string;
  band: number;
  /** Whether these are between the prices that are asked for. */
  priced: boolean;
  count: number;
}

/**
 * For somebody who chooses: each category is counted as if none was chosen, and each band of prices as if no price was.
 * Reads all that the search alone finds, once. Without a search that is an index; what can be had stands in no index,
 * so that news from stock write none, and is no choice that is counted.
 */
export async function countChoices(db: Db, filters: Filters, language: Language): Promise<Choices> {
  const { meaning, minPrice = 0, maxPrice = Number.MAX_SAFE_INTEGER, available } = filters;
  if (meaning && isNothing(meaning)) return { categories: [], prices: [], total: 0 };
  const rows = await db<Row[]>`
    select c.id, c.slug, ${inLanguage(db, 'c', 'name', language)} as name, m.* from (
      select p.category_id, width_bucket(p.price, ${ints(priceBands)}::bigint[]) as band,
        p.price between ${minPrice} and ${maxPrice} as priced, count(*) as count
      from products p where p.archived_at is null ${matching(db, { ...UNFILTERED, meaning, available })} group by 1, 2, 3
    ) m join categories c on c.id = m.category_id`;
  const wanted = chosenIds(rows, filters.categories);
  const inCategory = (row: Row) => wanted.size === 0 || wanted.has(row.id);
  const priced = rows.filter((row) => row.priced);
  return {
    categories: sumFacets(priced).categories,
    prices: sumFacets(rows.filter(inCategory)).prices,
    total: priced.filter(inCategory).reduce((all, { count }) => all + count, 0),
  };
}

/** The categories that are named by id or slug; an id goes first. What no category is called leaves a name as it is. */
function chosenIds(rows: readonly Row[], categories: readonly string[]): Set<string> {
  const bySlug = new Map(rows.map(({ id, slug }) => [slug, id]));
  const ids = new Set(rows.map(({ id }) => id));
  return new Set(
    categories.map((one) => (ids.has(one.toLowerCase()) ? one.toLowerCase() : (bySlug.get(one) ?? one))),
  );
}
