import type { Product } from './api-types';

/** Products other than this one that can be had, those of the nearest price first; `others` come last. */
export function nearest(
  product: Pick<Product, 'id' | 'price'>,
  near: readonly Product[],
  others: readonly Product[],
): Product[] {
  const apart = ({ price }: Product) => Math.abs(Math.log(price.amount / product.price.amount));
  const sorted = near.toSorted((a, b) => apart(a) - apart(b));
  const all = new Map([...sorted, ...others].map((one) => [one.id, one]));
  all.delete(product.id);
  return [...all.values()].filter(({ availability }) => availability !== 'out');
}
