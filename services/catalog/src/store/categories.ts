import type { Db } from '@sagashop/chassis/postgres/sql';
import type { Language } from '@sagashop/vocabulary/language';
import type { Category } from '../domain/product.ts';
import { comparable, inLanguage } from './names.ts';
import { kept } from './products.ts';

export interface CategoryRow {
  id: string;
  slug: string;
  name: string;
}

/** The same with where it stands. */
export type PlacedRow = CategoryRow & Pick<Category, 'parentId' | 'place'>;

/**
 * Categories by their name in a language, of those in one only when `parent` says which; null: those in none. `after` is
 * the sort key and the id of the last one seen.
 */
export function listCategories(
  db: Db,
  language: Language,
  wanted: {
    parent: string | null | undefined;
    after: { key: string; id: string } | undefined;
    limit: number;
  },
): Promise<(PlacedRow & { key: string })[]> {
  const { parent, after, limit } = wanted;
  const key = comparable(db, 'c', language);
  return db<(PlacedRow & { key: string })[]>`
    select c.id, c.slug, ${inLanguage(db, 'c', 'name', language)} as name, c.parent_id, c.place, ${key} as key
    from categories c where true
    ${parent === undefined ? db`` : parent === null ? db`and c.parent_id is null` : db`and c.parent_id = ${parent}`}
    ${after ? db`and (${key}, c.id) > (${after.key}, ${after.id})` : db``}
    order by ${key}, c.id limit ${limit}`;
}

/** The category, kept from changing, and from getting products, until the transaction ends. */
export async function lockCategory(tx: Db, id: string): Promise<Category | undefined> {
  const [row] = await tx<(Omit<Category, 'name'> & { nameEn: string; nameRu: string })[]>`
    select slug, name_en, name_ru, parent_id, place from categories where id = ${id} for update`;
  if (!row) return undefined;
  const { nameEn, nameRu, ...rest } = row;
  return { ...rest, name: { en: nameEn, ru: nameRu } };
}

/** Breaks the unique constraint `categories_slug` when the slug is taken. */
export async function insertCategory(tx: Db, id: string, category: Category): Promise<void> {
  const { slug, name, parentId, place } = category;
  await tx`
    insert into categories (id, slug, name_en, name_ru, parent_id, place)
    values (${id}, ${slug}, ${name.en}, ${name.ru}, ${parentId}, ${place})`;
}

/** Breaks the unique constraint `categories_slug` when the slug is taken. */
export async function saveCategory(tx: Db, id: string, category: Category): Promise<void> {
  const { slug, name, parentId, place } = category;
  await tx`
    update categories set slug = ${slug}, name_en = ${name.en}, name_ru = ${name.ru}, parent_id = ${parentId},
      place = ${place} where id = ${id}`;
}

/** Whether a category has other categories in it, or products that are for sale or hidden. */
export async function isInUse(tx: Db, id: string): Promise<boolean> {
  const rows = await tx`
    (select 1 from products p where category_id = ${id} and ${kept(tx)} limit 1)
    union all (select 1 from categories where parent_id = ${id} limit 1)`;
  return rows.length > 0;
}

/** Deletes a category; the products in it, all of which were taken away, are then in none. */
export async function deleteCategoryRow(tx: Db, id: string): Promise<void> {
  // Sorted, as what stock tells locks them.
  await tx`
    update products set category_id = null where id in (
      select id from products where category_id = ${id} order by id for update)`;
  await tx`delete from categories where id = ${id}`;
}
