import type { Db } from '@sagashop/chassis/postgres/sql';
import { lowestBefore } from './prices.ts';
import { kept } from './products.ts';
import { listVariants, type VariantRow } from './variants.ts';

/**
 * What a product that is for sale, or `hidden` as well, can be had as: its variants, or itself alone. Undefined when there
 * is no such product.
 */
export async function findVariants(
  db: Db,
  product: string,
  { hidden }: { hidden: boolean },
): Promise<VariantRow[] | undefined> {
  const [own] = await db<
    (Pick<VariantRow, 'id' | 'price' | 'availability' | 'fewLeft' | 'lowestBefore'> & { variants: number })[]
  >`
    select id, price, availability, few_left, variants,
      case when variants = 0 then ${lowestBefore(db, db`p.id`)} end as lowest_before
    from products p where id = ${product} and ${hidden ? kept(db) : db`p.archived_at is null`}`;
  if (!own) return undefined;
  const { variants, ...itself } = own;
  if (variants > 0) return listVariants(db, product);
  return [{ ...itself, options: {}, picture: null, place: 0, name: { en: '', ru: '' } }];
}
