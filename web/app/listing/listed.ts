import type { Facets, List, Product } from '../shop/api-types';
import type { Chosen, WrongPrices } from './filters';

/** A list of products, and how it was chosen. */
export interface Listed {
  path: string;
  chosen: Chosen;
  wrong: WrongPrices;
  list: List<Product> & { facets?: Facets };
  /** The category that the page is about, when it is about one. */
  about?: string;
  currency: string;
}
