import type { Db } from '@sagashop/chassis/postgres/sql';
import { categoryId, isUnplaced } from './filters.ts';
import { comparable } from './names.ts';
import { productColumns } from './products.ts';
import type { ListedRow, ProductsWanted } from './products-wanted.ts';

/** Whether it is all products, or all of a category's: what an index has in the order of the list. */
export function isPlain(wanted: ProductsWanted): boolean {
  return !wanted.meaning && wanted.categories.length < 2 && isUnplaced({ ...wanted, categories: [] });
}

/**
 * A plain list: as many rows as are shown, read from an index that has them in order, whatever is asked for. So
 * PostgreSQL can keep one plan for each kind of list. It does not where it does not know the limit, and making a plan
 * takes longer than the list: hence a few limits that are written out, the next of which is read.
 */
export async function listPlain(db: Db, wanted: ProductsWanted): Promise<ListedRow[]> {
  const { after, limit, sort } = wanted;
  const [category] = wanted.categories;
  const { head, beyond, tail } = partsOf(db, wanted);
  const parts = [head];
  if (category !== undefined) parts.push(db`and p.category_id = ${categoryId(db, category)}`);
  if (after) parts.push(db`${beyond} ${sort === 'newest' ? after.id : db`(${after.key}, ${after.id})`}`);
  const rows = await db<ListedRow[]>`${[...parts, tail]}`;
  return rows.length > limit ? rows.slice(0, limit) : rows;
}

type Parts = ReturnType<typeof makeParts>;

// To put a statement together from its parts anew takes longer than to send it.
const made = new WeakMap<Db, Map<string, Parts>>();

function partsOf(db: Db, wanted: ProductsWanted): Parts {
  let parts = made.get(db);
  if (!parts) made.set(db, (parts = new Map()));
  const { language, sort } = wanted;
  const limit = LIMITS.find((most) => most >= wanted.limit)!;
  const kind = `${language} ${sort} ${limit}`;
  let found = parts.get(kind);
  if (!found) parts.set(kind, (found = makeParts(db, wanted, limit)));
  return found;
}

/** One more than pages have: 20 unless asked otherwise, 100 at most. */
const LIMITS = [21, 41, 101] as const;

function makeParts(db: Db, { language, sort }: ProductsWanted, limit: (typeof LIMITS)[number]) {
  const key = sort === 'name' ? comparable(db, 'p', language) : sort === 'newest' ? db`0` : db`p.price`;
  const way = sort === '-price' || sort === 'newest' ? db`desc` : db``;
  const than = sort === '-price' || sort === 'newest' ? db`<` : db`>`;
  const byId = sort === 'newest';
  const most = { 21: db`limit 21`, 41: db`limit 41`, 101: db`limit 101` }[limit];
  return {
    head: db`
      select ${productColumns(db, language)}, p.key from (
        select p.*, ${key} as key from products p where p.archived_at is null`,
    beyond: byId ? db`and p.id <` : db`and (${key}, p.id) ${than}`,
    tail: db`order by ${byId ? db`` : db`${key} ${way},`} p.id ${way} ${most}
      ) p join categories c on c.id = p.category_id order by ${byId ? db`` : db`p.key ${way},`} p.id ${way}`,
  };
}
