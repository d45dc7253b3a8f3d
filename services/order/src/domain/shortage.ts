import { type Goods, stockedId } from './stocked-id.ts';

/** Of what there was too little: how many pieces were asked for, and how many could have been had. */
export interface Shortage {
  productId: string;
  /** Which variant of it, where it has any. */
  variantId?: string;
  requested: number;
  available: number;
}

/**
 * What stock's refusal says is short, as the order calls it; undefined when it says nothing of that, as those of earlier
 * releases do.
 */
export function shortagesIn(
  detail: Record<string, unknown> | undefined,
  lines: readonly Goods[],
): Shortage[] | undefined {
  const said = detail?.['shortages'];
  if (!Array.isArray(said) || said.length === 0) return undefined;
  const stocked = new Map(lines.map((line) => [stockedId(line), line]));
  return (said as Shortage[]).map(({ productId: id, ...short }) => {
    const { productId = id, variantId } = stocked.get(id) ?? {};
    return { productId, ...(variantId && { variantId }), ...short };
  });
}
