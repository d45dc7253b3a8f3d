import type { Language } from '@sagashop/chassis/language';
import type { Db } from '@sagashop/chassis/postgres';
import { isId } from '@sagashop/kernel/ids';
import { isExact } from '../domain/search-text.ts';
import { comparable } from './names.ts';
import { type ProductRow, productColumns } from './products.ts';

export type Sort = 'relevance' | 'price' | '-price' | 'name' | 'newest';

/** What to list. `search` is a text from domain/search-text.ts; prices are in minor units, both included. */
export interface ProductsWanted {
  language: Language;
  search: string | undefined;
  /** The id or the slug of a category. */
  category: string | undefined;
  minPrice: number | undefined;
  maxPrice: number | undefined;
  sort: Sort;
  /** The sort key and the id of the last product of the page before. `newest` has no key but the id. */
  after: { key: string | number; id: string } | undefined;
  limit: number;
}

/** A product with its sort key; an integer for `relevance`, so that a cursor is exact. */
export type ListedRow = ProductRow & { key: string | number };

/** Products that are for sale, in order of (sort key, id). */
export function listProducts(db: Db, wanted: ProductsWanted): Promise<ListedRow[]> {
  const { after } = wanted;
  const descending = wanted.sort !== 'price' && wanted.sort !== 'name';
  const way = descending ? db`desc` : db``;
  const than = descending ? db`<` : db`>`;
  const newest = wanted.sort === 'newest';
  const beyond = !after
    ? db``
    : newest
      ? db`where p.id < ${after.id}`
      : db`where (p.key, p.id) ${than} (${after.key}, ${after.id})`;
  return db<ListedRow[]>`
    select ${productColumns(db, wanted.language)}, p.key
    from (
      select p.*, ${sortKey(db, wanted)} as key from products p
      where p.archived_at is null ${matching(db, wanted)}
    ) p join categories c on c.id = p.category_id
    ${beyond}
    order by ${newest ? db`p.id desc` : db`p.key ${way}, p.id ${way}`}
    limit ${wanted.limit}`;
}

function sortKey(db: Db, { sort, search, language }: ProductsWanted) {
  if (sort === 'relevance' && search !== undefined) return relevance(db, search);
  if (sort === 'name') return comparable(db, 'p', language);
  return sort === 'newest' ? db`0` : db`p.price`;
}

/** Full text rank and likeness of the names in millionths: both are float4, which no cursor could carry. */
function relevance(db: Db, search: string) {
  return db`(1000000 * (ts_rank(p.search, websearch_to_tsquery('russian', ${search})) + greatest(
    word_similarity(${search}, ${comparable(db, 'p', 'en')}),
    word_similarity(${search}, ${comparable(db, 'p', 'ru')}))))::bigint`;
}

function matching(db: Db, { search, category, minPrice, maxPrice }: ProductsWanted) {
  return db`
    ${search === undefined ? db`` : db`and (${found(db, search)})`}
    ${category === undefined ? db`` : db`and p.category_id = ${categoryId(db, category)}`}
    ${minPrice === undefined ? db`` : db`and p.price >= ${minPrice}`}
    ${maxPrice === undefined ? db`` : db`and p.price <= ${maxPrice}`}`;
}

/**
 * The words of the search in any of their forms, or a name that looks like it: the whole name (%, 0.3), or a
 * part of it (<%, 0.6), at the defaults of pg_trgm. Each has an index, so that PostgreSQL joins bitmaps.
 */
function found(db: Db, search: string) {
  const words = db`p.search @@ websearch_to_tsquery('russian', ${search})`;
  if (isExact(search)) return words;
  const [en, ru] = [comparable(db, 'p', 'en'), comparable(db, 'p', 'ru')];
  return db`${words}
    or ${search} <% ${en} or ${search} <% ${ru} or ${en} % ${search} or ${ru} % ${search}`;
}

function categoryId(db: Db, category: string) {
  return isId(category)
    ? db`${category}::uuid`
    : db`(select id from categories where slug = ${category.replaceAll('\0', '')})`;
}
