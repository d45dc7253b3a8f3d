import type { Db } from '@sagashop/chassis/postgres/sql';
import type { Language } from '@sagashop/vocabulary/language';
import type { Category } from '../domain/product.ts';
import { comparable, inLanguage } from './names.ts';

export interface CategoryRow {
  id: string;
  slug: string;
  name: string;
}

/** Categories by their name in a language. `after` is the sort key and the id of the last one seen. */
export function listCategories(
  db: Db,
  language: Language,
  after: { key: string; id: string } | undefined,
  limit: number,
): Promise<(CategoryRow & { key: string })[]> {
  const key = comparable(db, 'c', language);
  return db<(CategoryRow & { key: string })[]>`
    select c.id, c.slug, ${inLanguage(db, 'c', 'name', language)} as name, ${key} as key from categories c
    ${after ? db`where (${key}, c.id) > (${after.key}, ${after.id})` : db``}
    order by ${key}, c.id limit ${limit}`;
}

/** The category, kept from changing, and from getting products, until the transaction ends. */
export async function lockCategory(tx: Db, id: string): Promise<Category | undefined> {
  const [row] = await tx<{ slug: string; nameEn: string; nameRu: string }[]>`
    select slug, name_en, name_ru from categories where id = ${id} for update`;
  return row && { slug: row.slug, name: { en: row.nameEn, ru: row.nameRu } };
}

/** Breaks the unique constraint `categories_slug` when the slug is taken. */
export async function insertCategory(tx: Db, id: string, { slug, name }: Category): Promise<void> {
  await tx`insert into categories (id, slug, name_en, name_ru) values (${id}, ${slug}, ${name.en}, ${name.ru})`;
}

/** Breaks the unique constraint `categories_slug` when the slug is taken. */
export async function saveCategory(tx: Db, id: string, { slug, name }: Category): Promise<void> {
  await tx`update categories set slug = ${slug}, name_en = ${name.en}, name_ru = ${name.ru} where id = ${id}`;
}

/** Whether a category has products that are for sale. */
export async function hasProducts(tx: Db, id: string): Promise<boolean> {
  const rows = await tx`select from products where category_id = ${id} and archived_at is null limit 1`;
  return rows.length > 0;
}

/** Deletes a category; the products in it, none of which is for sale, are then in none. */
export async function deleteCategoryRow(tx: Db, id: string): Promise<void> {
  // Sorted, as what stock tells locks them.
  await tx`
    update products set category_id = null where id in (
      select id from products where category_id = ${id} order by id for update)`;
  await tx`delete from categories where id = ${id}`;
}
