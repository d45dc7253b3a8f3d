import { texts } from '@sagashop/chassis/postgres/arrays';
import type { Db } from '@sagashop/chassis/postgres/sql';
import { begins, inCategories } from './filters.ts';
import { productColumns } from './products.ts';
import type { ListedRow, Search } from './products-wanted.ts';

/** Of so many products, the newest with the rarest word, it is looked up whether they have the others. */
const MOST = 600;

/**
 * The newest products with all that is looked for in their names, without those whose names begin so: the
 * products of the rarest word, each looked up under the other words. Undefined when too few of the newest have
 * them all.
 */
export async function listNamed(
  db: Db,
  search: Search,
  after: string | undefined,
  limit: number,
): Promise<ListedRow[] | undefined> {
  const { meaning, language, available } = search;
  const cut = meaning.rarest >= MOST / 2 && severalWords(search);
  if (cut && meaning.names * MOST < (meaning.rarest * limit) / 2) return undefined;
  const [rarest, ...others] = meaning.groups as [string[], ...string[][]];
  // Each `limit 1` keeps a look-up one by its key, whatever the planner thinks of how rare a word is.
  const together = others.reduce(
    (before, words, n) => db`${before} cross join lateral (
      select from product_terms o where ${isOneOf(db, words)} and o.product = r.product limit 1
    ) ${db(`o${n}`)}`,
    db``,
  );
  const rows = await db<ListedRow[]>`
    select ${productColumns(db, language)}, '2' as key
    from (${newestOf(db, search, rarest, after)}) r ${together}
    cross join lateral (select * from products p where p.id = r.product and not ${begins(db, meaning)}
      ${available ? db`and p.availability <> 'out'` : db``} limit 1) p
    cross join lateral (select * from categories c where c.id = p.category_id limit 1) c
    order by r.product desc limit ${limit}`;
  return rows.length >= limit || !cut ? rows : undefined;
}

/** The newest products that have one of the words in their names and that the other filters leave. */
function newestOf(db: Db, search: Search, words: readonly string[], after: string | undefined) {
  const { categories, minPrice, maxPrice } = search;
  const some = (word: ReturnType<typeof isOneOf>) => db`
    select o.product from product_terms o where ${word}
      ${inCategories(db, db`o.category`, categories)}
      ${minPrice === undefined ? db`` : db`and o.price >= ${minPrice}`}
      ${maxPrice === undefined ? db`` : db`and o.price <= ${maxPrice}`}
      ${after ? db`and o.product < ${after}` : db``}
    order by o.product desc ${severalWords(search) ? db`limit ${MOST}` : db`offset 0`}`;
  if (words.length === 1) return some(isOneOf(db, words));
  return db`
    select distinct n.product from unnest(${texts(words)}::text[]) w (word)
    cross join lateral (${some(db`o.word = w.word`)}) n order by n.product desc limit ${MOST}`;
}

function severalWords({ meaning: { groups } }: Search): boolean {
  return groups.length > 1 || groups[0]!.length > 1;
}

function isOneOf(db: Db, words: readonly string[]) {
  return words.length === 1 ? db`o.word = ${words[0]!}` : db`o.word = any(${texts(words)}::text[])`;
}
