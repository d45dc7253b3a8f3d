import type { Language } from '@sagashop/chassis/language';
import type { Db } from '@sagashop/chassis/postgres';
import { isNothing } from '../domain/meaning.ts';
import { type Filters, matching } from './filters.ts';
import { comparable } from './names.ts';
import { type ProductRow, productColumns } from './products.ts';
import { listRelevant } from './relevance.ts';

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

function sortKey(db: Db, { sort, language }: ProductsWanted) {
  if (sort === 'name') return comparable(db, 'p', language);
  return sort === 'newest' ? db`0` : db`p.price`;
}
