import { uuids } from '@sagashop/chassis/postgres/arrays';
import type { Db } from '@sagashop/chassis/postgres/sql';
import type { Language } from '@sagashop/vocabulary/language';
import type { ProductText } from '../domain/product.ts';
import { inLanguage } from './names.ts';

/** A product for sale, in one language. */
export interface ProductRow {
  id: string;
  name: string;
  description: string;
  price: number;
  availability: string;
  picture: string | null;
  categoryId: string;
  slug: string;
  category: string;
}

/** The columns of a ProductRow, from products p and categories c. */
export function productColumns(db: Db, language: Language) {
  return db`p.id, ${inLanguage(db, 'p', 'name', language)} as name,
    ${inLanguage(db, 'p', 'description', language)} as description, p.price, p.availability, p.picture,
    p.category_id, c.slug, ${inLanguage(db, 'c', 'name', language)} as category`;
}

/** A product that is for sale. */
export async function findProduct(db: Db, id: string, language: Language): Promise<ProductRow | undefined> {
  const [product] = await db<ProductRow[]>`
    select ${productColumns(db, language)} from products p join categories c on c.id = p.category_id
    where p.id = ${id} and p.archived_at is null`;
  return product;
}

interface WrittenRow {
  nameEn: string;
  nameRu: string;
  descriptionEn: string;
  descriptionRu: string;
  price: number;
  categoryId: string;
  picture: string | null;
}

/** A product that is for sale, as an administrator wrote it; kept from changing when `lock` is set. */
export async function findWritten(
  db: Db,
  id: string,
  options: { lock: boolean },
): Promise<ProductText | undefined> {
  const [row] = await db<WrittenRow[]>`
    select name_en, name_ru, description_en, description_ru, price, category_id, picture from products
    where id = ${id} and archived_at is null ${options.lock ? db`for update` : db``}`;
  return (
    row && {
      name: { en: row.nameEn, ru: row.nameRu },
      description: { en: row.descriptionEn, ru: row.descriptionRu },
      price: row.price,
      categoryId: row.categoryId,
      picture: row.picture,
    }
  );
}

/** Inserts a product. Breaks the foreign key `products_category` when there is no such category. */
export async function insertProduct(tx: Db, id: string, product: ProductText): Promise<void> {
  const { name, description } = product;
  await tx`
    insert into products (id, category_id, name_en, name_ru, description_en, description_ru, price, picture)
    values (${id}, ${product.categoryId}, ${name.en}, ${name.ru}, ${description.en}, ${description.ru},
      ${product.price}, ${product.picture})`;
}

/** Saves a product. Breaks the foreign key `products_category` when there is no such category. */
export async function saveProduct(tx: Db, id: string, product: ProductText): Promise<void> {
  const { name, description } = product;
  await tx`
    update products set category_id = ${product.categoryId}, name_en = ${name.en}, name_ru = ${name.ru},
      description_en = ${description.en}, description_ru = ${description.ru}, price = ${product.price},
      picture = ${product.picture}
    where id = ${id}`;
}

/** Takes a product out of sale; false when it is not for sale. */
export async function archive(db: Db, id: string): Promise<boolean> {
  const { count } = await db`
    update products set archived_at = now() where id = ${id} and archived_at is null`;
  return count === 1;
}

export interface PriceRow {
  id: string;
  price: number;
  nameEn: string;
  nameRu: string;
}

/** Names and prices of those products that are for sale, for any number of them in one query. */
export function findPrices(db: Db, ids: readonly string[]): Promise<PriceRow[]> {
  return db<PriceRow[]>`
    select id, price, name_en, name_ru from products
    where id = any(${uuids(ids)}::uuid[]) and archived_at is null`;
}
