import { uuids } from '@sagashop/chassis/postgres/arrays';
import type { Db } from '@sagashop/chassis/postgres/sql';
import { isId } from '@sagashop/kernel/ids';
import type { Language } from '@sagashop/vocabulary/language';
import type { ProductText } from '../domain/product.ts';
import { inLanguage } from './names.ts';
import { lowestBefore } from './prices.ts';
import { type Details, type DetailsRow, detailsOf, saveDetails } from './product-details.ts';
import { listVariants, type VariantRow } from './variants.ts';

/** A product, in one language. */
export interface ProductRow {
  id: string;
  name: string;
  description: string;
  /** Of one with variants the lowest of theirs. */
  price: number;
  /** The highest of its variants, where that is another one. */
  priceTo: number | null;
  /** As how many variants it can be had; 0 where it is had as itself alone. */
  variants: number;
  availability: string;
  /** How many there are of the last few; null where that is not known. */
  fewLeft: number | null;
  picture: string | null;
  categoryId: string;
  slug: string;
  categorySlug: string;
  category: string;
  published: boolean;
}

/** The same with what only its own page shows, in every language. */
export type DetailedRow = ProductRow &
  Details & {
    /** The lowest price of the 30 days before its last change, when that is not older than 30 days itself. */
    lowestBefore: number | null;
    /** What it can be had as; none where it is had as itself alone. */
    rows: VariantRow[];
  };

/** The columns of a ProductRow, from products p and categories c. */
export function productColumns(db: Db, language: Language) {
  return db`p.id, coalesce(p.slug, p.id::text) as slug, ${inLanguage(db, 'p', 'name', language)} as name,
    ${inLanguage(db, 'p', 'description', language)} as description, p.price, p.price_to, p.variants, p.availability,
    p.few_left, p.picture, p.category_id, c.slug as category_slug, ${inLanguage(db, 'c', 'name', language)} as category,
    not p.hidden as published`;
}

/** The condition that a product p was not taken away for good; staff see it. */
export const kept = (db: Db) => db`(p.archived_at is null or p.hidden)`;

/** A product that is for sale, or `hidden` as well, by its id or by a slug that it has or had. */
export async function findProduct(
  db: Db,
  named: string,
  language: Language,
  options: { hidden: boolean },
): Promise<DetailedRow | undefined> {
  const id = isId(named)
    ? named
    : db`(select product from product_slugs where slug = ${named.toLowerCase()})`;
  const [row] = await db<(ProductRow & DetailsRow & { lowestBefore: number | null })[]>`
    select ${productColumns(db, language)}, d.pictures, d.facts, d.options,
      case when p.variants = 0 then ${lowestBefore(db, db`p.id`)} end as lowest_before
    from products p join categories c on c.id = p.category_id left join product_details d on d.product = p.id
    where p.id = ${id} and ${options.hidden ? kept(db) : db`p.archived_at is null`}`;
  if (!row) return undefined;
  return { ...row, ...detailsOf(row), rows: row.variants > 0 ? await listVariants(db, row.id) : [] };
}

/** Those of these products that are for sale, or `hidden` as well, in no order. */
export async function findProducts(
  db: Db,
  ids: readonly string[],
  language: Language,
  { hidden }: { hidden: boolean },
): Promise<ProductRow[]> {
  return db<ProductRow[]>`
    select ${productColumns(db, language)} from products p join categories c on c.id = p.category_id
    where p.id = any(${uuids(ids)}::uuid[]) and ${hidden ? kept(db) : db`p.archived_at is null`}`;
}

/** What an administrator writes of a product, by column. */
const WRITTEN: Record<string, (product: ProductText) => string | number | boolean | null> = {
  category_id: ({ categoryId }) => categoryId,
  name_en: ({ name }) => name.en,
  name_ru: ({ name }) => name.ru,
  description_en: ({ description }) => description.en,
  description_ru: ({ description }) => description.ru,
  price: ({ price }) => price,
  picture: ({ pictures }) => pictures[0]?.url ?? null,
  hidden: ({ published }) => !published,
  archived_at: ({ published }) => (published ? null : 'now'),
};
const writtenColumns = (db: Db) =>
  Object.keys(WRITTEN)
    .map((column) => db`${db(column)}`)
    .reduce((before, column) => db`${before}, ${column}`);

/** These products, each with its id, as rows of `products` that have the written columns alone. */
function writtenRows(db: Db, products: readonly (ProductText & { id: string })[]) {
  const rows = products.map((product) => {
    const columns = Object.entries(WRITTEN).map(([column, read]) => [column, read(product)]);
    return { id: product.id, ...Object.fromEntries(columns) };
  });
  return db`json_populate_recordset(null::products, ${JSON.stringify(rows)}::text::json)`;
}

interface WrittenRow extends DetailsRow {
  nameEn: string;
  nameRu: string;
  descriptionEn: string;
  descriptionRu: string;
  price: number;
  categoryId: string;
  hidden: boolean;
}

/** A product that is for sale or hidden, as an administrator wrote it; locked until the transaction ends when `lock` is set. */
export async function findWritten(
  db: Db,
  id: string,
  options: { lock: boolean },
): Promise<ProductText | undefined> {
  const [row] = await db<WrittenRow[]>`
    select ${writtenColumns(db)}, d.pictures, d.facts, d.options
    from products p left join product_details d on d.product = p.id
    where p.id = ${id} and ${kept(db)} ${options.lock ? db`for update of p` : db``}`;
  return (
    row && {
      name: { en: row.nameEn, ru: row.nameRu },
      description: { en: row.descriptionEn, ru: row.descriptionRu },
      price: row.price,
      categoryId: row.categoryId,
      published: !row.hidden,
      ...detailsOf(row),
    }
  );
}

/**
 * Inserts products, in the order of what they take their slugs from, so that two who insert many wait for each other in
 * one order. Breaks the foreign key `products_category` when there is no such category.
 */
export async function insertProducts(
  tx: Db,
  products: readonly (ProductText & { id: string })[],
): Promise<void> {
  await tx`
    insert into products (id, ${writtenColumns(tx)})
    select id, ${writtenColumns(tx)} from ${writtenRows(tx, products)} order by slug_of(name_en)`;
  const detailed = products.filter(
    ({ pictures, facts, options }) => pictures.length + facts.length + options.length > 0,
  );
  await saveDetails(tx, detailed);
}

/** Saves a product. Breaks the foreign key `products_category` when there is no such category. */
export async function saveProduct(tx: Db, id: string, product: ProductText): Promise<void> {
  await tx`
    update products set (${writtenColumns(tx)}) = (
      select ${writtenColumns(tx)} from ${writtenRows(tx, [{ ...product, id }])})
    where id = ${id}`;
  await saveDetails(tx, [{ ...product, id }]);
}

/** Takes a product away for good. */
export async function archive(db: Db, id: string): Promise<void> {
  await db`update products p set archived_at = now(), hidden = false where id = ${id} and ${kept(db)}`;
}
