import type { Wish } from '../shop/catalogue.server';
import { type Chosen, priceIn } from './chosen';

/** The choice as the API takes it. What stands on one shelf is counted there alone, unless prices are chosen. */
export function wishOf(chosen: Chosen, currency: string, about?: string): Wish {
  const { q, category, min, max, stock, sort, shown, cursor } = chosen;
  const plain = about !== undefined && min === '' && max === '';
  return {
    search: q,
    category: about ?? category.join(','),
    minPrice: priceIn(min, currency),
    maxPrice: priceIn(max, currency),
    available: stock || undefined,
    sort,
    cursor,
    limit: shown,
    facets: plain ? true : 'choices',
  };
}
