import { texts } from '@sagashop/chassis/postgres/arrays';
import type { Db } from '@sagashop/chassis/postgres/sql';
import { MOST_GOODS, tsquery } from '../domain/meaning.ts';

/** A category with some of what is looked for in its name. */
export interface Shelf {
  id: string;
  slug: string;
  nameEn: string;
  nameRu: string;
  /** For each group whether the name has it. */
  hits: boolean[];
  /** The name's words in each language, as full text calls them. */
  en: string[];
  ru: string[];
  /** The ids of the categories that stand in it. */
  below: string[];
}

/** The categories with any of the groups in their names, the shortest name first. */
export function findShelves(db: Db, groups: readonly string[][]): Promise<Shelf[]> {
  const queries = groups.map((group) => tsquery([group], ''));
  return db<Shelf[]>`
    select c.id, c.slug, c.name_en, c.name_ru, ${below(db)} as below, to_json(tsvector_to_array(c.found_en)) as en,
      to_json(tsvector_to_array(c.found_ru)) as ru,
      to_json(array(select (c.found_en || c.found_ru) @@ query::tsquery
        from unnest(${texts(queries)}::text[]) with ordinality q (query, place) order by place)) as hits
    from categories c where (c.found_en || c.found_ru) @@ ${queries.join('|')}::tsquery
    order by length(c.found_en), c.id limit ${4 * MOST_GOODS}`;
}

/** The ids of the categories that stand in a category c, as JSON. */
function below(db: Db) {
  return db`to_json(array(
    with recursive inside as (
      select id from categories where parent_id = c.id
      union all select n.id from categories n join inside on n.parent_id = inside.id
    ) select id from inside))`;
}

/** Whether a product that is for sale has all of the groups, with `where` any of them in its name. */
export async function anyHas(db: Db, groups: readonly string[][], where: 'A' | '' = ''): Promise<boolean> {
  const named = where === 'A' ? db`and found @@ ${tsquery([groups.flat()], 'A')}::tsquery` : db``;
  const rows = await db`
    select from products where archived_at is null and found @@ ${tsquery(groups, '')}::tsquery ${named} limit 1`;
  return rows.length > 0;
}
