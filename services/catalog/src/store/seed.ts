import { texts, uuids } from '@sagashop/chassis/postgres/arrays';
import type { Db } from '@sagashop/chassis/postgres/sql';
import type { Localized } from '../domain/localized.ts';
import type { Picture } from '../domain/pictures.ts';
import type { Category, Fact } from '../domain/product.ts';

export interface SeedProduct {
  name: Localized;
  description: Localized;
  price: number;
  categorySlug: string;
  picture?: string | null;
  pictures?: readonly Picture[];
  facts?: readonly Fact[];
}

/** Inserts the categories whose slugs are new; the others stay as they are. */
export async function insertNewCategories(
  tx: Db,
  categories: readonly (Pick<Category, 'slug' | 'name'> & { id: string })[],
): Promise<void> {
  const sorted = [...categories].sort((a, b) => (a.slug < b.slug ? -1 : 1));
  await tx`
    insert into categories (id, slug, name_en, name_ru)
    select * from unnest(${uuids(sorted.map((one) => one.id))}::uuid[],
      ${texts(sorted.map((one) => one.slug))}::text[], ${texts(sorted.map((one) => one.name.en))}::text[],
      ${texts(sorted.map((one) => one.name.ru))}::text[])
    on conflict (slug) do nothing`;
}

/** The ids of categories by slug; locked, so that of two seeds at once the second sees what the first did. */
export async function lockCategoriesBySlug(tx: Db, slugs: readonly string[]): Promise<Map<string, string>> {
  const rows = await tx<{ id: string; slug: string }[]>`
    select id, slug from categories where slug = any(${texts(slugs)}::text[]) order by id for no key update`;
  return new Map(rows.map((row) => [row.slug, row.id]));
}

/** The products for sale in these categories, by category and English name. */
export async function findByName(
  tx: Db,
  categoryIds: readonly string[],
  names: readonly string[],
): Promise<{ id: string; categoryId: string; nameEn: string }[]> {
  return tx<{ id: string; categoryId: string; nameEn: string }[]>`
    select id, category_id, name_en from products
    where category_id = any(${uuids(categoryIds)}::uuid[]) and name_en = any(${texts(names)}::text[])
      and archived_at is null order by id`;
}
