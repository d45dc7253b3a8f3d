import { uuids } from '@sagashop/chassis/postgres/arrays';
import type { Db, Tx } from '@sagashop/chassis/postgres/sql';
import type { Localized } from '../domain/localized.ts';
import type { OptionText, Variant } from '../domain/variant.ts';
import { lowestBefore } from './prices.ts';

/** A variant with how much there is of it, as stock told last. */
export interface VariantRow extends Variant {
  availability: 'in_stock' | 'low' | 'out';
  fewLeft: number | null;
  /** The lowest price of the 30 days before its last change, when that is not older than 30 days itself. */
  lowestBefore: number | null;
  /** What its options say: "M, red". */
  name: Localized;
}

/** What decides about a product's variants, read under the lock of its row. */
export interface VariantsOfProduct {
  product: { id: string; price: number; texts: readonly OptionText[] };
  /** Those that can be had, in their order; none of a product that is had as itself alone. */
  variants: Variant[];
}

const columns = (db: Db) => db`id, options, price, picture, place`;

/** The variants that a product can be had as, in their order; none of one that is had as itself alone. */
export async function listVariants(db: Db, product: string): Promise<VariantRow[]> {
  const rows = await db<(Omit<VariantRow, 'name'> & { nameEn: string; nameRu: string })[]>`
    select ${columns(db)}, availability, few_left, name_en, name_ru, ${lowestBefore(db, db`v.id`)} as lowest_before
    from product_variants v where product = ${product} and deleted_at is null order by place, id`;
  return rows.map(({ nameEn, nameRu, ...row }) => ({ ...row, name: { en: nameEn, ru: nameRu } }));
}

/** Locks a product that was not taken away for good, and reads its variants; undefined when there is none. */
export async function lockVariants(tx: Tx, product: string): Promise<VariantsOfProduct | undefined> {
  const [found] = await tx<{ id: string; price: number; options: OptionText[] | null }[]>`
    select p.id, p.price, d.options from products p left join product_details d on d.product = p.id
    where p.id = ${product} and (p.archived_at is null or p.hidden) for update of p`;
  if (!found) return undefined;
  const variants = await tx<Variant[]>`
    select ${columns(tx)} from product_variants where product = ${product} and deleted_at is null order by place, id`;
  return { product: { id: found.id, price: found.price, texts: found.options ?? [] }, variants };
}

/** Makes the first variant of a locked product of what the product itself was: with its id, its price and what there is. */
export async function insertFirstVariant(tx: Tx, product: string): Promise<Variant> {
  const [first] = await tx<Variant[]>`
    insert into product_variants (id, product, options, name_en, name_ru, price, place, availability,
      availability_sequence, few_left, created_at)
    select id, id, '{}', '', '', price, 0, availability, availability_sequence, few_left, created_at
    from products where id = ${product} returning ${columns(tx)}`;
  return first!;
}

/** Adds variants to a locked product. */
export async function insertVariants(
  tx: Tx,
  product: string,
  variants: readonly (Variant & { name: Localized })[],
): Promise<void> {
  await tx`
    insert into product_variants (id, product, options, name_en, name_ru, price, picture, place)
    select id, product, options, name_en, name_ru, price, picture, place from ${rowsOf(tx, product, variants)}`;
}

/** Saves variants of a locked product. */
export async function saveVariants(
  tx: Tx,
  product: string,
  variants: readonly (Variant & { name: Localized })[],
): Promise<void> {
  await tx`
    update product_variants v
    set options = n.options, name_en = n.name_en, name_ru = n.name_ru, price = n.price, picture = n.picture, place = n.place
    from ${rowsOf(tx, product, variants)} n where v.id = n.id`;
}

function rowsOf(db: Db, product: string, variants: readonly (Variant & { name: Localized })[]) {
  const rows = variants.map(({ name, ...rest }) => ({
    ...rest,
    product,
    name_en: name.en,
    name_ru: name.ru,
  }));
  return db`json_populate_recordset(null::product_variants, ${JSON.stringify(rows)}::text::json)`;
}

/** Has nobody buy a variant any more; its row stays for the orders that have it. */
export async function deleteVariantRow(tx: Tx, id: string): Promise<void> {
  await tx`update product_variants set deleted_at = now(), stock_told = false where id = ${id}`;
}

/** A variant of which stock has to be told, and whether it is gone. */
export interface UntoldVariant {
  id: string;
  product: string;
  gone: boolean;
}

/** Variants of which stock has not been told as they are now, the oldest first. */
export function findUntold(db: Db, most: number): Promise<UntoldVariant[]> {
  return db<UntoldVariant[]>`
    select id, product, deleted_at is not null as gone from product_variants where not stock_told order by id limit ${most}`;
}

/** Notes what stock has been told; what has changed meanwhile is told again. */
export async function markTold(db: Db, told: readonly UntoldVariant[]): Promise<void> {
  for (const gone of [false, true]) {
    const ids = told.filter((one) => one.gone === gone).map(({ id }) => id);
    if (ids.length === 0) continue;
    await db`
      update product_variants set stock_told = true where id in (
        select id from product_variants where id = any(${uuids(ids)}::uuid[]) and (deleted_at is not null) = ${gone}
        order by id for update)`;
  }
}

/** A variant of a product for sale, as an order takes it. */
export interface BoughtVariant {
  id: string;
  product: string;
  price: number;
  nameEn: string;
  nameRu: string;
}

/** Those of these variants that are for sale, and all of these products', in no order. */
export function findBought(
  db: Db,
  ids: readonly string[],
  products: readonly string[],
): Promise<BoughtVariant[]> {
  return db<BoughtVariant[]>`
    select v.id, v.product, v.price, ${fullName(db, 'en')} as name_en, ${fullName(db, 'ru')} as name_ru
    from product_variants v join products p on p.id = v.product
    where (v.id = any(${uuids(ids)}::uuid[]) or v.product = any(${uuids(products)}::uuid[]))
      and v.deleted_at is null and p.archived_at is null`;
}

/** The name of a product p with what its variant v is: "T-shirt, M". */
function fullName(db: Db, language: 'en' | 'ru') {
  const [of, what] = [db(`p.name_${language}`), db(`v.name_${language}`)];
  return db`concat_ws(', ', ${of}, nullif(${what}, ''))`;
}
