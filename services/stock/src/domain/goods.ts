/** As many or fewer available count as `low`. */
const LOW_LEVEL = 5;

/** No product may have more on hand. */
export const MOST_ON_HAND = 1_000_000_000;

export type Availability = 'in_stock' | 'low' | 'out';

/** What there is of one product. */
export interface Goods {
  productId: string;
  onHand: number;
  reserved: number;
  /** The level that was last told to others. */
  availability: Availability;
}

export function available(goods: Goods): number {
  return goods.onHand - goods.reserved;
}

/** How a number of available pieces is shown to customers. */
export function levelOf(pieces: number): Availability {
  if (pieces <= 0) return 'out';
  return pieces <= LOW_LEVEL ? 'low' : 'in_stock';
}
