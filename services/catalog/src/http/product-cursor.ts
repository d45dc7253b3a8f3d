import { invalid } from '@sagashop/chassis/errors';
import { decodeCursor } from '@sagashop/chassis/lists';
import { type Meaning, readMeaning, written } from '../domain/meaning.ts';
import type { ListedRow, Sort } from '../store/product-list.ts';

/** Without a search nothing is more relevant than another; the newest are. */
export function chosenSort(asked: Sort | undefined, search: string | undefined): Sort {
  if (search === undefined) return asked === undefined || asked === 'relevance' ? 'newest' : asked;
  return asked ?? 'relevance';
}

/** What the cursor after a product says: the order, its place in it, and what the search was taken to mean. */
export function cursorKey(sort: Sort, row: ListedRow, meaning: Meaning | undefined) {
  return [sort, row.key, row.id, ...(meaning ? [written(meaning)] : [])];
}

/** The place where the next page starts. Refuses the cursor of another order. */
export function readCursor(cursor: string | undefined, sort: Sort, searching: boolean) {
  const keyed = sort === 'name' || sort === 'relevance' ? 'string' : 'number';
  const key = decodeCursor(cursor, ['string', keyed, 'uuid', ...(searching ? (['string'] as const) : [])]);
  if (!key) return undefined;
  const [made, value, id, search] = key as [string, string | number, string, string | undefined];
  const meaning = search === undefined ? undefined : readMeaning(search);
  const sound =
    made === sort &&
    (typeof value === 'string' ? value.isWellFormed() : Number.isSafeInteger(value)) &&
    (sort !== 'relevance' || /^[123]/.test(String(value))) &&
    searching === (meaning !== undefined);
  if (!sound) throw invalid('cursor', 'is not a cursor of this list');
  return { after: { key: value, id }, meaning };
}
