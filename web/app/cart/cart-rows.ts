import type { PricedLine } from '../shop/priced-cart.server';
import type { Quantities } from './quantity-saver';
import type { Removed } from './use-cart-edits';

/** A line of the cart as it is shown, or the place of one that was taken out. */
export type CartRow =
  | { line: PricedLine; removed?: never }
  | { removed: Removed; line?: never /** How many lines stand before it. */; before: number };

/** The lines with the quantities that are wanted, and what was taken out in its place. */
export function cartRows(
  lines: readonly PricedLine[],
  wanted: Quantities,
  removed: readonly Removed[],
): CartRow[] {
  const gone = new Set(removed.map(({ line }) => line.productId));
  const rows: CartRow[] = lines
    .filter(({ productId }) => !gone.has(productId))
    .map((line) => ({ line: { ...line, quantity: wanted[line.productId] ?? line.quantity } }));
  for (const one of [...removed].sort((a, b) => a.at - b.at)) {
    const before = rows.slice(0, one.at).filter(({ line }) => line).length;
    rows.splice(one.at, 0, { removed: one, before });
  }
  return rows;
}

/** What the lines cost that can be had, in minor units. */
export function sumOf(rows: readonly CartRow[]): number {
  return rows.reduce((sum, { line }) => sum + (line?.product?.price.amount ?? 0) * (line?.quantity ?? 0), 0);
}
