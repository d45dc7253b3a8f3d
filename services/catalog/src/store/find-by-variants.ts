import { uuids } from '@sagashop/chassis/postgres/arrays';
import type { Db } from '@sagashop/chassis/postgres/sql';
import type { Language } from '@sagashop/vocabulary/language';
import type { Options } from '../domain/variant.ts';
import { kept, type ProductRow, productColumns } from './products.ts';

/** A product as one of its variants: with its price, its picture and how much there is of it. */
export type ProductAsVariant = ProductRow & {
  variant: { id: string; options: Options; name: string } | null;
};

interface Row extends ProductRow {
  variantId: string | null;
  variantName: string;
  options: Options;
  itsPrice: number;
  itsAvailability: string;
  itsFewLeft: number | null;
  itsPicture: string | null;
}

/**
 * What is bought by these ids, in no order: variants, each as its product, and products that are had as themselves alone;
 * for sale, or `hidden` as well.
 */
export async function findByVariants(
  db: Db,
  ids: readonly string[],
  language: Language,
  { hidden }: { hidden: boolean },
): Promise<ProductAsVariant[]> {
  const rows = await db<Row[]>`
    select ${productColumns(db, language)}, v.id as variant_id, ${db(`v.name_${language}`)} as variant_name, v.options,
      v.price as its_price, v.availability as its_availability, v.few_left as its_few_left, v.picture as its_picture
    from (select distinct unnest(${uuids(ids)}::uuid[]) as id) w
    left join product_variants v on v.id = w.id and v.deleted_at is null
    join products p on p.id = coalesce(v.product, w.id) join categories c on c.id = p.category_id
    where (v.id is not null or p.variants = 0) and ${hidden ? kept(db) : db`p.archived_at is null`}`;
  return rows.map(asVariant);
}

function asVariant(row: Row): ProductAsVariant {
  const { variantId, variantName, options, itsPrice, itsAvailability, itsFewLeft, itsPicture, ...product } =
    row;
  if (variantId === null) return { ...product, variant: null };
  return {
    ...product,
    price: itsPrice,
    priceTo: null,
    availability: itsAvailability,
    fewLeft: itsFewLeft,
    picture: itsPicture ?? product.picture,
    variant: { id: variantId, options, name: variantName },
  };
}
