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
  /** How many were available when it was read. */
  was: number;
}

export function available(goods: Goods): number {
  return goods.onHand - goods.reserved;
}

/** How a number of available pieces is shown to customers. */
export function levelOf(pieces: number): Availability {
  if (pieces <= 0) return 'out';
  return pieces <= LOW_LEVEL ? 'low' : 'in_stock';
}

/** Whether customers are to be told of it again: another level, or another number of the last few. */
export function isNews(goods: Goods): boolean {
  const level = levelOf(available(goods));
  return level !== goods.availability || (level === 'low' && available(goods) !== goods.was);
}
