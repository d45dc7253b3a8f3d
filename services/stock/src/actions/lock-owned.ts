import type { Tx } from '@sagashop/chassis/postgres/sql';
import type { OwnedGoods } from '../domain/goods.ts';
import { findGoods, lockGoods } from '../store/goods.ts';

/** Locks what is stocked by an id, with the product that it is a variant of and its place; undefined for what was never opened. */
export async function lockOwned(tx: Tx, id: string): Promise<OwnedGoods | undefined> {
  const [goods] = await lockGoods(tx, [id]);
  if (!goods) return undefined;
  const { variantOf, place } = (await findGoods(tx, id))!;
  return { ...goods, variantOf, place };
}

/** What the audit log calls a stock: its product, and which variant of it. */
export function subjectOf({ productId, variantOf }: Pick<OwnedGoods, 'productId' | 'variantOf'>) {
  return variantOf === null
    ? { subject: `product:${productId}`, which: {} }
    : { subject: `product:${variantOf}`, which: { variantId: productId } };
}
