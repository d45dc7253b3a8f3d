import { refuse } from '@sagashop/chassis/errors';
import type { Sql } from '@sagashop/chassis/postgres/sql';
import type { Language } from '@sagashop/vocabulary/language';
import { changedProduct, type ProductChange } from '../domain/product.ts';
import { type DetailedRow, findProduct, findWritten, saveProduct } from '../store/products.ts';
import { refuseBroken } from './refuse-broken.ts';

/** Changes a product that is for sale. Orders keep the price that they were placed at. */
export async function changeProduct(
  sql: Sql,
  id: string,
  change: ProductChange,
  language: Language,
): Promise<DetailedRow> {
  return refuseBroken(
    () =>
      sql.begin(async (tx) => {
        const product = await findWritten(tx, id, { lock: true });
        if (!product) throw refuse.not_found();
        await saveProduct(tx, id, changedProduct(product, change));
        return findProduct(tx, id, language);
      }) as Promise<DetailedRow>,
  );
}
