import type { Language } from '@sagashop/chassis/language';
import type { Db } from '@sagashop/chassis/postgres';
import { isNothing, type Meaning, tsquery } from '../domain/meaning.ts';
import type { CategoryRow } from './categories.ts';
import { inLanguage } from './names.ts';
import { listRelevant } from './relevance.ts';

/** A product's or a category's name; `id` is whose. */
export interface Suggestion {
  kind: 'product' | 'category';
  id: string;
  name: string;
  slug: string;
}

/**
 * Names with words that begin as the search means, categories first (a shop has few, they are read through),
 * then products as a search ranks them; of equal names one.
 */
export async function suggest(db: Db, meaning: Meaning, language: Language, limit: number) {
  if (isNothing(meaning)) return [];
  const filters = { meaning, category: undefined, minPrice: undefined, maxPrice: undefined };
  const [categories, products] = await Promise.all([
    findCategories(db, meaning, language, limit),
    listRelevant(db, {
      ...filters,
      language,
      sort: 'relevance',
      after: undefined,
      limit: 2 * limit,
      inNames: true,
    }),
  ]);
  const all: Suggestion[] = [
    ...categories.map(({ id, name, slug }) => ({ kind: 'category' as const, id, name, slug })),
    ...products.map(({ id, name, slug }) => ({ kind: 'product' as const, id, name, slug })),
  ];
  const first = new Map<string, Suggestion>();
  for (const one of all) if (!first.has(`${one.kind} ${one.name}`)) first.set(`${one.kind} ${one.name}`, one);
  return [...first.values()].slice(0, limit);
}

function findCategories(db: Db, meaning: Meaning, language: Language, limit: number): Promise<CategoryRow[]> {
  const name = inLanguage(db, 'c', 'name', language);
  const words = db`to_tsvector('russian', translate(c.name_en || ' ' || c.name_ru, 'Ёё', 'Ее'))`;
  const named = db`translate(lower(${name}), 'ё', 'е')`;
  const query =
    meaning.groups.length === 0 ? db`false` : db`${words} @@ ${tsquery(meaning.groups, '')}::tsquery`;
  return db<CategoryRow[]>`
    select c.id, c.slug, ${name} as name from categories c
    where ${query} or starts_with(${named}, ${meaning.begins})
    order by ${name}, c.id limit ${limit}`;
}
