import { readFileSync } from 'node:fs';
import { ints, texts, uuids } from '@sagashop/chassis/postgres/arrays';
import { newId } from '@sagashop/kernel/ids';
import { makeProducts } from '../products.ts';
import type { Sql } from './databases.ts';

export interface Product {
  id: string;
  name: string;
  price: number;
}

const MIGRATIONS = new URL('../../services/catalog/migrations/', import.meta.url);
const FIRST = '0001-catalog.sql';
const AT_ONCE = 1000; // products in one statement

/**
 * Fills the catalogue of the first release; the service then migrates it, which with many products takes a tenth of
 * the time that it takes to put them into the catalogue of today. The last `soldOut` of them are not in stock.
 */
export async function fillCatalogue(
  sql: Sql,
  options: { count: number; soldOut: number; told: (done: number) => void; signal: AbortSignal },
): Promise<Product[]> {
  const { count, soldOut, told, signal } = options;
  await sql.unsafe(readFileSync(new URL(FIRST, MIGRATIONS), 'utf8'));
  await sql`create table schema_migrations (name text primary key, applied_at timestamptz not null default now())`;
  await sql`insert into schema_migrations (name) values (${FIRST})`;
  const { categories, products } = makeProducts(count);
  const ids = new Map(categories.map(({ slug }) => [slug, newId()]));
  for (const { slug, name } of categories)
    await sql`insert into categories (id, slug, name_en, name_ru)
      values (${ids.get(slug)!}, ${slug}, ${name.en}, ${name.ru})`;
  const made = products.map((product, nth) => {
    const availability = nth < count - soldOut ? 'in_stock' : 'out';
    return { ...product, id: newId(), category: ids.get(product.categorySlug)!, availability };
  });
  for (let from = 0; from < count; from += AT_ONCE) {
    signal.throwIfAborted();
    const some = made.slice(from, from + AT_ONCE);
    await sql`
      insert into products (id, category_id, name_en, name_ru, description_en, description_ru, price, availability,
        stock_opened)
      select *, true from unnest(${uuids(some.map(({ id }) => id))}::uuid[],
        ${uuids(some.map(({ category }) => category))}::uuid[],
        ${texts(some.map(({ name }) => name.en))}::text[], ${texts(some.map(({ name }) => name.ru))}::text[],
        ${texts(some.map(({ description }) => description.en))}::text[],
        ${texts(some.map(({ description }) => description.ru))}::text[],
        ${ints(some.map(({ price }) => price))}::bigint[],
        ${texts(some.map(({ availability }) => availability))}::text[])`;
    told(Math.min(from + AT_ONCE, count));
  }
  return made.map(({ id, name, price }) => ({ id, name: name.en, price }));
}
