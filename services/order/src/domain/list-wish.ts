import type { ListSearch } from './list-words.ts';

export const SORTS = ['newest', 'oldest', 'total', '-total', 'deliveryDate'] as const;
export type ListSort = (typeof SORTS)[number];

/** Which orders somebody wants to see; what is not given does not matter. Totals are in minor units. */
export interface ListWish {
  /** Of a file: these alone. */
  ids?: readonly string[];
  search?: ListSearch;
  statuses?: readonly string[];
  reasons?: readonly string[];
  money?: readonly string[];
  goods?: readonly string[];
  courierId?: string;
  productId?: string;
  userId?: string;
  deliveryDate?: string;
  saga?: 'running' | 'parked' | 'ended';
  minTotal?: number;
  maxTotal?: number;
  /** Ids from here on, and before there: when they were placed. */
  from?: string;
  before?: string;
}

/** Where in a list an order stands: by what the list is sorted, and the id. */
export interface ListPlace {
  id: string;
  total: number;
  deliveryDate: string;
}
