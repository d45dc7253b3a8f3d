import type { Db } from '@sagashop/chassis/postgres/sql';
import { changedPictures, type Picture } from '../domain/pictures.ts';
import type { Fact, ProductText } from '../domain/product.ts';
import type { OptionText } from '../domain/variant.ts';

/** What `product_details` d has of a product p, if it has anything. */
export interface DetailsRow {
  picture: string | null;
  pictures: Picture[] | null;
  facts: Fact[] | null;
  options: OptionText[] | null;
}

export type Details = Pick<ProductText, 'pictures' | 'facts' | 'options'>;

/** What a row says of a product. Its `picture` decides which is the first: the release before writes nothing else. */
export function detailsOf({ picture, pictures, facts, options }: DetailsRow): Details {
  return {
    pictures: changedPictures(pictures ?? [], { picture }),
    facts: facts ?? [],
    options: options ?? [],
  };
}

/** Saves what only their own pages show of products, whose rows are there. */
export async function saveDetails(tx: Db, products: readonly (Details & { id: string })[]): Promise<void> {
  const rows = products.map(({ id, pictures, facts, options }) => ({
    product: id,
    pictures,
    facts,
    options,
  }));
  if (rows.length === 0) return;
  await tx`
    insert into product_details (product, pictures, facts, options)
    select product, pictures, facts, options
    from json_populate_recordset(null::product_details, ${JSON.stringify(rows)}::text::json)
    on conflict (product) do update set pictures = excluded.pictures, facts = excluded.facts,
      options = excluded.options`;
}
