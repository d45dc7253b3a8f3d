import type { Staff } from '@sagashop/audit-log/staff-of';
import { invalid, refuse } from '@sagashop/chassis/errors';
import type { Tx } from '@sagashop/chassis/postgres/sql';
import {
  MOST_VARIANTS,
  nameOf,
  type Options,
  sameKeys,
  sameOptions,
  type Variant,
} from '../domain/variant.ts';
import { refuseCatalog } from '../errors.ts';
import {
  insertFirstVariant,
  insertVariants,
  lockVariants,
  saveVariants,
  type VariantsOfProduct,
} from '../store/variants.ts';
import { keepPictures } from './keep-pictures.ts';
import { logVariant } from './log-variant.ts';

interface Wanted {
  options: Options;
  price: number;
  picture: string | null;
}

/**
 * Adds a variant to a product that was not taken away. The first one is what was sold as the product itself until then: it
 * has the product's id, its stock, and the orders that have it. Refuses options that another one has (409), other options
 * than the others have, and more variants than a product can have.
 */
export async function createVariant(
  tx: Tx,
  { id, product, wanted, staff }: { id: string; product: string; wanted: Wanted; staff: Staff },
): Promise<Variant> {
  const found = await lockVariants(tx, product);
  if (!found) throw refuse.not_found();
  await keepPictures(tx, [], wanted.picture ? [{ url: wanted.picture }] : [], 'picture');
  const { variants } = found;
  const [only] = variants;
  if (!only || (variants.length === 1 && Object.keys(only.options).length === 0))
    return fillFirst(tx, found, only, { wanted, staff });
  assertNew(variants, wanted.options);
  if (!variants.some((other) => sameKeys(other.options, wanted.options)))
    throw invalid('options', `must say what the others say: ${Object.keys(only.options).join(', ')}`);
  if (variants.length >= MOST_VARIANTS)
    throw invalid('options', `is one more than the ${MOST_VARIANTS} variants that a product can have`);
  const variant = { ...wanted, id, place: Math.max(...variants.map(({ place }) => place)) + 1 };
  await insertVariants(tx, found.product.id, [
    { ...variant, name: nameOf(variant.options, found.product.texts) },
  ]);
  await logVariant(tx, staff, { action: 'variant.create', product: found.product.id }, undefined, variant);
  return variant;
}

async function fillFirst(
  tx: Tx,
  { product }: VariantsOfProduct,
  only: Variant | undefined,
  { wanted, staff }: { wanted: Wanted; staff: Staff },
): Promise<Variant> {
  const before = only ?? (await insertFirstVariant(tx, product.id));
  const after = { ...before, ...wanted };
  await saveVariants(tx, product.id, [{ ...after, name: nameOf(after.options, product.texts) }]);
  await logVariant(tx, staff, { action: 'variant.create', product: product.id }, before, after);
  return after;
}

/** Refuses options that one of these variants has already (409 variant_exists). */
export function assertNew(others: readonly Variant[], options: Options): void {
  if (others.some((other) => sameOptions(other.options, options))) throw refuseCatalog.variant_exists();
}
