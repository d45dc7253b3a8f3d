import type { Staff } from '@sagashop/audit-log/staff-of';
import { invalid, refuse } from '@sagashop/chassis/errors';
import type { Tx } from '@sagashop/chassis/postgres/sql';
import { changedVariant, nameOf, type Variant, type VariantChange } from '../domain/variant.ts';
import { refuseCatalog } from '../errors.ts';
import { deleteVariantRow, insertFirstVariant, lockVariants, saveVariants } from '../store/variants.ts';
import { assertNew } from './create-variant.ts';
import { keepPictures } from './keep-pictures.ts';
import { logVariant } from './log-variant.ts';

interface Which {
  product: string;
  id: string;
  staff: Staff;
}

/** One that can be had, with the others; of a product that is had as itself alone, that is made its first. */
async function lockOne(tx: Tx, { product, id }: Which) {
  const found = await lockVariants(tx, product);
  if (!found) throw refuse.not_found();
  const own = found.variants.length === 0 && id.toLowerCase() === found.product.id;
  const variants = own ? [await insertFirstVariant(tx, found.product.id)] : found.variants;
  const variant = variants.find((one) => one.id === id.toLowerCase());
  if (!variant) throw refuse.not_found();
  return { product: found.product, variant, others: variants.filter((one) => one !== variant) };
}

/**
 * Changes a variant. Orders keep the price and the name that they were placed with. `check` sees it under the lock of its
 * product, and throws where the change must not be. Refuses options that another one has, as `createVariant` does.
 */
export async function changeVariant(
  tx: Tx,
  which: Which,
  change: VariantChange,
  check: (variant: Variant) => void,
): Promise<Variant> {
  const { product, variant, others } = await lockOne(tx, which);
  check(variant);
  const after = changedVariant(variant, change);
  if (change.options) {
    if (Object.keys(change.options).length === 0 && others.length > 0)
      throw invalid('options', 'must say what tells it from the others');
    // Another option for all of them is said of one after the other: only what two are may not be the same.
    assertNew(others, change.options);
  }
  if (after.picture !== variant.picture)
    await keepPictures(tx, [], after.picture ? [{ url: after.picture }] : [], 'picture');
  await saveVariants(tx, product.id, [{ ...after, name: nameOf(after.options, product.texts) }]);
  await logVariant(tx, which.staff, { action: 'variant.change', product: product.id }, variant, after);
  return after;
}

/** Has nobody buy a variant any more. Orders that have it go on. Refuses to take the last one from its product (409). */
export async function deleteVariant(tx: Tx, which: Which): Promise<void> {
  const { product, variant, others } = await lockOne(tx, which);
  if (others.length === 0) throw refuseCatalog.last_variant();
  await deleteVariantRow(tx, variant.id);
  await logVariant(tx, which.staff, { action: 'variant.delete', product: product.id }, variant, undefined);
}
