import type { Facets, List, Product } from '../shop/api-types';
import type { Read } from './chosen';

/** A list of products, and how it was chosen. */
export interface Listed extends Read {
  path: string;
  list: List<Product> & { facets?: Facets };
  /** The category that the page is about, when it is about one. */
  about?: string;
  currency: string;
}

/** How many products a list has in all, as its facets count them. */
export function totalOf({ facets, items }: Listed['list']): number {
  return facets?.total ?? facets?.prices.reduce((sum, band) => sum + band.count, 0) ?? items.length;
}
