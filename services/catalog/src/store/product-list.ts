import type { Language } from '@sagashop/chassis/language';
import type { Db } from '@sagashop/chassis/postgres';
import { isNothing } from '../domain/meaning.ts';
import { type Filters, found, matching } from './filters.ts';
import { comparable } from './names.ts';
import { type ProductRow, productColumns } from './products.ts';
import { listRelevant } from './relevance.ts';

/** From so many matches on, the first products in the order are read before all matches are collected. */
const COMMON = 1500;
const WINDOW = 2000;

export type Sort = 'relevance' | 'price' | '-price' | 'name' | 'newest';

/** What to list, in which order. */
export interface ProductsWanted extends Filters {
  language: Language;
  sort: Sort;
  /** The sort key and the id of the last product of the page before. `newest` has no key but the id. */
  after: { key: string | number; id: string } | undefined;
  limit: number;
}

/** A product with its sort key. */
export type ListedRow = ProductRow & { key: string | number };

/** Products that are for sale, in order of (sort key, id). */
export async function listProducts(db: Db, wanted: ProductsWanted): Promise<ListedRow[]> {
  const { after, meaning } = wanted;
  if (meaning && isNothing(meaning)) return [];
  if (meaning && wanted.sort === 'relevance') return listRelevant(db, { ...wanted, meaning });
  const descending = wanted.sort !== 'price' && wanted.sort !== 'name';
  const way = descending ? db`desc` : db``;
  const than = descending ? db`<` : db`>`;
  const newest = wanted.sort === 'newest';
  const beyond = !after
    ? db``
    : newest
      ? db`where p.id < ${after.id}`
      : db`where (p.key, p.id) ${than} (${after.key}, ${after.id})`;
  const order = newest ? db`p.id desc` : db`p.key ${way}, p.id ${way}`;
  const list = (filters: Filters, most?: number) => db`
    select p.* from (
      select p.*, ${sortKey(db, wanted)} as key from products p
      where p.archived_at is null ${matching(db, filters)}
    ) p ${beyond} order by ${order} ${most ? db`limit ${most}` : db``}`;
  const shown = (products: ReturnType<typeof list>) => db<ListedRow[]>`
    select ${productColumns(db, wanted.language)}, p.key from (${products}) p
    join categories c on c.id = p.category_id order by ${order} limit ${wanted.limit}`;
  if (!meaning) return shown(list(wanted, wanted.limit));
  if (meaning.texts >= COMMON) {
    const some = list({ ...wanted, meaning: undefined }, WINDOW);
    const rows = await shown(db`select p.* from (${some}) p where ${found(db, meaning)}`);
    if (rows.length >= wanted.limit) return rows;
  }
  // The matches first and apart, so that the planner does not read through all products in order instead.
  return db<ListedRow[]>`
    with matches as materialized (
      select p.* from (
        select p.id, p.category_id, ${sortKey(db, wanted)} as key from products p
        where p.archived_at is null ${matching(db, wanted)}
      ) p ${beyond}
    )
    select ${productColumns(db, wanted.language)}, m.key
    from (select p.* from matches p order by ${order} limit ${wanted.limit}) m
    join products p on p.id = m.id join categories c on c.id = p.category_id
    order by m.key ${way}, m.id ${way}`;
}

function sortKey(db: Db, { sort, language }: ProductsWanted) {
  if (sort === 'name') return comparable(db, 'p', language);
  return sort === 'newest' ? db`0` : db`p.price`;
}
