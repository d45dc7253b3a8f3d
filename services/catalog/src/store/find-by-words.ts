import type { Db } from '@sagashop/chassis/postgres/sql';
import { UNFILTERED } from './filters.ts';
import { listForStaff } from './list-for-staff.ts';

const MOST = 500;

/** The ids of products, hidden ones as well, that have these words in their names; newest first, and not more than 500. */
export async function findByWords(db: Db, words: string): Promise<string[]> {
  const rows = await listForStaff(db, {
    ...UNFILTERED,
    text: words,
    published: undefined,
    availability: undefined,
    language: 'en',
    sort: 'newest',
    after: undefined,
    limit: MOST,
  });
  return rows.map(({ id }) => id);
}
