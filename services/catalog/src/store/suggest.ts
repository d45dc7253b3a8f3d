import type { Db } from '@sagashop/chassis/postgres/sql';
import type { Language } from '@sagashop/vocabulary/language';
import { isNothing, type Meaning, tsquery } from '../domain/meaning.ts';
import type { CategoryRow } from './categories.ts';
import { UNFILTERED } from './filters.ts';
import { listRelevant } from './list-relevant.ts';
import { inLanguage } from './names.ts';

/** A product's or a category's name; `id` is whose. */
export interface Suggestion {
  kind: 'product' | 'category';
  id: string;
  name: string;
  slug: string;
}

/**
 * Names with words that begin as was typed or as that was taken to mean, categories first (a shop has few, they
 * are read through), then products as a search ranks them; of equal names one. When there is none, categories
 * whose names look like what was typed.
 */
export async function suggest(
  db: Db,
  typed: { search: string; meaning: Meaning },
  language: Language,
  limit: number,
): Promise<Suggestion[]> {
  const { search, meaning } = typed;
  const wanted = {
    ...UNFILTERED,
    meaning,
    language,
    sort: 'relevance' as const,
    after: undefined,
    inNames: true,
  };
  const [categories, products] = await Promise.all([
    findCategories(db, typed, language, limit),
    isNothing(meaning) ? [] : listRelevant(db, { ...wanted, limit: 2 * limit }),
  ]);
  const found = categories.length + products.length > 0;
  const named = found ? categories : await findCategoriesLike(db, search, language, limit);
  const all: Suggestion[] = [
    ...named.map(({ id, name, slug }) => ({ kind: 'category' as const, id, name, slug })),
    ...products.map(({ id, name, slug }) => ({ kind: 'product' as const, id, name, slug })),
  ];
  const first = new Map<string, Suggestion>();
  for (const one of all) if (!first.has(`${one.kind} ${one.name}`)) first.set(`${one.kind} ${one.name}`, one);
  return [...first.values()].slice(0, limit);
}

function findCategories(
  db: Db,
  { search, meaning }: { search: string; meaning: Meaning },
  language: Language,
  limit: number,
): Promise<CategoryRow[]> {
  const name = inLanguage(db, 'c', 'name', language);
  const words = db`(c.found_en || c.found_ru)`;
  const meantSo =
    isNothing(meaning) || meaning.groups.length === 0
      ? db`false`
      : db`${words} @@ ${tsquery(meaning.groups, '')}::tsquery`;
  return db<CategoryRow[]>`
    select c.id, c.slug, ${name} as name from categories c
    where ${meantSo} or strpos(' ' || ${bothNames(db)}, ${` ${search}`}) > 0
    order by ${name}, c.id limit ${limit}`;
}

function findCategoriesLike(
  db: Db,
  search: string,
  language: Language,
  limit: number,
): Promise<CategoryRow[]> {
  const alike = db`word_similarity(${search}, ${bothNames(db)})`;
  return db<CategoryRow[]>`
    select c.id, c.slug, ${inLanguage(db, 'c', 'name', language)} as name from categories c
    where ${alike} >= 0.4 order by ${alike} desc, c.id limit ${limit}`;
}

function bothNames(db: Db) {
  return db`search_text(c.name_en || ' ' || c.name_ru)`;
}
