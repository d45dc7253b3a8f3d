import type { Texts } from '../words/words';

/** What the list of orders can be narrowed down by, as it stands in the page's address. */
export const ORDER_FILTERS = [
  ...(['q', 'status', 'reason', 'money', 'goods', 'saga', 'from', 'to', 'deliveryDate'] as const),
  ...(['courierId', 'productId', 'userId', 'minTotal', 'maxTotal'] as const),
];
export type OrderFilter = (typeof ORDER_FILTERS)[number];

/** The values of each filter that has few. */
export const FILTER_VALUES = {
  status: ['pending', 'confirmed', 'shipped', 'delivered', 'returned', 'cancelled'],
  reason: [
    ...(['insufficient_funds', 'out_of_stock', 'no_courier', 'price_changed', 'timed_out'] as const),
    ...(['cancelled_by_customer', 'cancelled_by_shop'] as const),
  ],
  money: ['none', 'held', 'paid', 'partly_refunded', 'refunded'],
  goods: ['none', 'partly_shipped', 'shipped', 'delivered', 'failed'],
  saga: ['running', 'parked', 'ended'],
} as const;
export type ChosenFilter = keyof typeof FILTER_VALUES;

/** The filters that are set in an address; what is empty is not. */
export function filtersIn(search: string | URLSearchParams): Partial<Record<OrderFilter, string>> {
  const asked = new URLSearchParams(search);
  return Object.fromEntries(
    ORDER_FILTERS.flatMap((name) => {
      const value = asked.get(name)?.trim();
      return value ? [[name, value]] : [];
    }),
  );
}

/** The same as the end of an address, always in one order; with the sort where one is set. */
export function filterQuery(search: string | URLSearchParams): string {
  const sort = new URLSearchParams(search).get('sort');
  return String(new URLSearchParams({ ...filtersIn(search), ...(sort && { sort }) }));
}

/** The key of the text that names a filter's value. */
export const valueText = (filter: ChosenFilter, value: string) =>
  (filter === 'status' ? `status.${value}` : `admin.orders.${filter}.${value}`) as keyof Texts;

/** Whether a filter's value is one, or several with commas between, that can be said. */
export function isKnown(filter: ChosenFilter, value: string): boolean {
  const known: readonly string[] = FILTER_VALUES[filter];
  return value.split(',').every((one) => known.includes(one));
}

/** The lists that everybody finds here, each with its filters. */
export const BUILT_IN = [
  { key: 'new', query: 'status=pending%2Cconfirmed&goods=none' },
  { key: 'trouble', query: 'saga=parked' },
  { key: 'all', query: '' },
] as const;
