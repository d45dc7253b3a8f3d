import type { Db } from '@sagashop/chassis/postgres/sql';
import type { Language } from '@sagashop/vocabulary/language';

/** The column of a name or a description in a language, of a table or its alias. */
export function inLanguage(db: Db, table: 'p' | 'c', column: 'name' | 'description', language: Language) {
  return db(`${table}.${column}_${language}`);
}

/**
 * A name as names are ordered: by its letters alone, the same on every machine. A product's is kept in its row, for an
 * order of thousands that a search finds.
 */
export function comparable(db: Db, table: 'p' | 'c', language: Language) {
  if (table === 'p') return db(`p.letters_${language}`);
  return db`(search_text(${inLanguage(db, table, 'name', language)}) collate "C")`;
}
