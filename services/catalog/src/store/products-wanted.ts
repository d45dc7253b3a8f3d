import type { Language } from '@sagashop/vocabulary/language';
import type { Meaning } from '../domain/meaning.ts';
import type { Filters } from './filters.ts';
import type { ProductRow } from './products.ts';

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

/** What a search looks for. */
export interface Search extends Filters {
  meaning: Meaning;
  language: Language;
}
