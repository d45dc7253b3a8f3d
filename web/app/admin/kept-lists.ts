import type { Texts } from '../words/words';
import { BUILT_IN, filterQuery } from './order-filters';

/** A list whose filters are kept under names: where it is, what it is narrowed down by, and which everybody finds there. */
export interface KeptListKind {
  list: 'orders' | 'sagas';
  page: string;
  /** The filters of an address, always in one order. */
  queryOf(search: string | URLSearchParams): string;
  builtIn: readonly { key: string; name: keyof Texts; query: string }[];
}

const SAGA_FILTERS = ['state', 'step', 'reason', 'q'];

/** The filters of the list of sagas that are set in an address. */
export function sagaFiltersIn(search: string | URLSearchParams): Record<string, string> {
  const asked = new URLSearchParams(search);
  return Object.fromEntries(
    SAGA_FILTERS.flatMap((name) => {
      const value = asked.get(name)?.trim();
      return value ? [[name, value]] : [];
    }),
  );
}

export const KEPT_LISTS: Record<KeptListKind['list'], KeptListKind> = {
  orders: {
    ...{ list: 'orders', page: '/admin/orders', queryOf: filterQuery },
    builtIn: BUILT_IN.map(({ key, query }) => ({ key, query, name: `admin.orders.view.${key}` as const })),
  },
  sagas: {
    ...{ list: 'sagas', page: '/admin/sagas' },
    queryOf: (search) => String(new URLSearchParams(sagaFiltersIn(search))),
    builtIn: [
      ...(['parked', 'running'] as const).map((key) => ({
        ...{ key, query: `state=${key}`, name: `admin.sagas.${key}` as const },
      })),
      { key: 'all', query: '', name: 'admin.orders.view.all' },
    ],
  },
};

/** Which list a page is about: that of orders but where its address says the other. */
export const listAt = (pathname: string): KeptListKind =>
  pathname.startsWith(KEPT_LISTS.sagas.page) ? KEPT_LISTS.sagas : KEPT_LISTS.orders;
