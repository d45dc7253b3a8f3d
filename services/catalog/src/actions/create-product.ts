import type { Staff } from '@sagashop/audit-log/staff-of';
import type { Tx } from '@sagashop/chassis/postgres/sql';
import type { Language } from '@sagashop/vocabulary/language';
import type { ProductText } from '../domain/product.ts';
import { type DetailedRow, findProduct, insertProducts } from '../store/products.ts';
import { keepPictures } from './keep-pictures.ts';
import { logChange } from './log-change.ts';
import { refuseBroken } from './refuse-broken.ts';

/** Puts a product into the catalogue, out of stock at first. Refuses an unknown category. */
export async function createProduct(
  tx: Tx,
  id: string,
  product: ProductText,
  { language, staff }: { language: Language; staff: Staff },
): Promise<DetailedRow> {
  await keepPictures(tx, [], product.pictures);
  await refuseBroken(() => insertProducts(tx, [{ ...product, id }]));
  await logChange(tx, staff, { action: 'product.create', subject: `product:${id}` }, {}, product);
  return (await findProduct(tx, id, language, { hidden: true }))!;
}
