/** As many or fewer available count as `low`. */
const LOW_LEVEL = 5;

/** No product may have more on hand. */
export const MOST_ON_HAND = 1_000_000_000;

/** A place on the shelves has so many characters at most. */
export const MOST_OF_PLACE = 40;

export type Availability = 'in_stock' | 'low' | 'out';

/** What there is of one thing that is stocked. */
export interface Goods {
  /** Its id: of a variant, or of a product that has none. */
  productId: string;
  onHand: number;
  reserved: number;
  /** The level that was last told to others. */
  availability: Availability;
  /** How many were available when it was read. */
  was: number;
  /** How many were on hand then. */
  had: number;
  /** So many on hand, or fewer, are low; null: never. */
  threshold: number | null;
}

export function available(goods: Goods): number {
  return goods.onHand - goods.reserved;
}

/** How a number of available pieces is shown to customers. */
export function levelOf(pieces: number): Availability {
  if (pieces <= 0) return 'out';
  return pieces <= LOW_LEVEL ? 'low' : 'in_stock';
}

/** The same with the product that it is a variant of, where it is one, and where on the shelves it lies. */
export interface OwnedGoods extends Goods {
  variantOf: string | null;
  place: string | null;
}

/** Whether customers are to be told of it again: another level, or another number of the last few. */
export function isNews(goods: Goods): boolean {
  const level = levelOf(available(goods));
  return level !== goods.availability || (level === 'low' && available(goods) !== goods.was);
}

/** Whether the last few are on the shelf, in the eyes of staff. */
export function isLow({ onHand, threshold }: Pick<Goods, 'onHand' | 'threshold'>): boolean {
  return threshold !== null && onHand <= threshold;
}

/**
 * Whether a product has become low since it was read. By what is on hand and not by what is available: an order that comes
 * to nothing would otherwise tell it again and again.
 */
export function hasBecomeLow(goods: Goods): boolean {
  return isLow(goods) && goods.threshold !== null && goods.had > goods.threshold;
}
