import type { Staff } from '@sagashop/audit-log/staff-of';
import { refuse } from '@sagashop/chassis/errors';
import type { Sql } from '@sagashop/chassis/postgres/sql';
import type { Language } from '@sagashop/vocabulary/language';
import { changedProduct, type ProductChange, type ProductText } from '../domain/product.ts';
import { type DetailedRow, findProduct, findWritten, saveProduct } from '../store/products.ts';
import { followVariants } from './follow-variants.ts';
import { keepPictures } from './keep-pictures.ts';
import { logChange } from './log-change.ts';
import { refuseBroken } from './refuse-broken.ts';

/** A product as a change has left it, and the change: the id of its entry in the audit log; none where nothing changed. */
export type ChangedRow = DetailedRow & { change: string | undefined };

/**
 * Changes a product that is for sale or hidden. Orders keep the price that they were placed at. `check` sees it under its
 * lock, and throws where the change must not be.
 */
export async function changeProduct(
  sql: Sql,
  id: string,
  change: ProductChange,
  { language, staff, check }: { language: Language; staff: Staff; check: (product: ProductText) => void },
): Promise<ChangedRow> {
  return refuseBroken(
    () =>
      sql.begin(async (tx) => {
        const product = await findWritten(tx, id, { lock: true });
        if (!product) throw refuse.not_found();
        check(product);
        const after = changedProduct(product, change);
        await keepPictures(tx, product.pictures, after.pictures);
        await saveProduct(tx, id, after);
        await followVariants(tx, id, product, after);
        const done = { action: 'product.change', subject: `product:${id.toLowerCase()}` } as const;
        const logged = await logChange(tx, staff, done, product, after);
        return { ...(await findProduct(tx, id, language, { hidden: true })), change: logged };
      }) as Promise<ChangedRow>,
  );
}
