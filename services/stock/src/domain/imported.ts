import { type Goods, MOST_ON_HAND } from './goods.ts';

/** What an import says of a product. */
export interface ImportedRow {
  product: string;
  onHand?: { was: number; is: number };
  received?: number;
  threshold?: { was: number | null; is: number | null };
  place?: { was: string | null; is: string | null };
}

interface Differing {
  product: string;
  field: string;
  now: number | string | null;
}

/** By how many pieces an import changes a product. */
export function changeBy(goods: Goods, { onHand, received = 0 }: ImportedRow): number {
  return onHand ? onHand.is - goods.onHand : received;
}

/** What of a product that lies there is not as an import believed, or cannot become what it says. */
export function differing(goods: Goods | undefined, lies: string | null, row: ImportedRow): Differing[] {
  const { product, onHand, threshold, place } = row;
  if (!goods) return [{ product, field: 'product', now: null }];
  const all: Differing[] = [];
  const after = goods.onHand + changeBy(goods, row);
  const isOld = onHand && onHand.was !== goods.onHand;
  if (isOld || after < goods.reserved || after > MOST_ON_HAND)
    all.push({ product, field: onHand ? 'onHand' : 'received', now: goods.onHand });
  if (threshold && threshold.was !== goods.threshold)
    all.push({ product, field: 'threshold', now: goods.threshold });
  if (place && place.was !== lies) all.push({ product, field: 'place', now: lies });
  return all;
}
