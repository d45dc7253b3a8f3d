import { texts, uuids } from '@sagashop/chassis/postgres/arrays';
import type { Db } from '@sagashop/chassis/postgres/sql';
import type { Known } from '../domain/name-key.ts';
import type { KnownWhole } from '../domain/taken-back.ts';
import { kept } from './products.ts';

interface Row {
  id: string;
  nameEn: string;
  nameRu: string;
  descriptionEn: string;
  descriptionRu: string;
  price: number;
  categoryId: string;
  hidden: boolean;
  picture: string | null;
  variants: number;
}

/** Products that were not taken away, as a file says them, by their ids. */
export async function findKnown(db: Db, ids: readonly string[]): Promise<Map<string, Known>> {
  const rows = await db<Row[]>`
    select id, name_en, name_ru, description_en, description_ru, price, category_id, hidden, picture, variants from products p
    where id = any(${uuids(ids)}::uuid[]) and ${kept(db)} order by id`;
  return new Map(rows.map((row) => [row.id, knownOf(row)]));
}

/** The same with what a file does not say: whether there is any of it, and whether it has facts or more than one picture. */
export async function findKnownWhole(db: Db, ids: readonly string[]): Promise<Map<string, KnownWhole>> {
  const rows = await db<(Row & { inStock: boolean; detailed: boolean })[]>`
    select id, name_en, name_ru, description_en, description_ru, price, category_id, hidden, p.picture, p.variants,
      availability <> 'out' as in_stock,
      coalesce(d.facts <> '[]' or jsonb_array_length(d.pictures) > 1, false) as detailed
    from products p left join product_details d on d.product = p.id
    where id = any(${uuids(ids)}::uuid[]) and ${kept(db)}`;
  return new Map(
    rows.map(({ inStock, detailed, ...row }) => [row.id, { ...knownOf(row), inStock, detailed }]),
  );
}

function knownOf({ id, categoryId, hidden, picture, variants, ...texts }: Row): Known {
  return {
    id,
    name: texts.nameEn,
    several: variants > 1,
    fields: { ...texts, category: categoryId, published: !hidden, picture: picture ?? null },
  };
}

/** The ids of products by slugs that they have or had. */
export async function findIdsBySlug(db: Db, slugs: readonly string[]): Promise<Map<string, string>> {
  const rows = await db<{ slug: string; product: string }[]>`
    select slug, product from product_slugs where slug = any(${texts(slugs)}::text[])`;
  return new Map(rows.map(({ slug, product }) => [slug, product]));
}

/** The products, hidden ones as well, that have one of these English names in one of these categories. */
export function findIdsByName(
  db: Db,
  categories: readonly string[],
  names: readonly string[],
): Promise<{ id: string; categoryId: string; nameEn: string }[]> {
  return db<{ id: string; categoryId: string; nameEn: string }[]>`
    select id, category_id, name_en from products p
    where category_id = any(${uuids(categories)}::uuid[]) and name_en = any(${texts(names)}::text[]) and ${kept(db)}
    order by id`;
}

/** Of hashes of uploaded pictures, those whose files are there. */
export async function findKeptHashes(db: Db, hashes: readonly string[]): Promise<Set<string>> {
  const rows = await db<{ hash: string }[]>`
    select distinct hash from picture_files where hash = any(${texts(hashes)}::text[])`;
  return new Set(rows.map(({ hash }) => hash));
}
