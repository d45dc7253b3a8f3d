import { Link, useLocation, useRouteLoaderData } from 'react-router';
import type { rootData } from '../frame/root-data.server';
import { dayText, momentText } from '../words/amounts';
import { type Texts, useWords } from '../words/words';
import {
  FILTER_VALUES,
  filtersIn,
  isKnown,
  ORDER_FILTERS,
  type OrderFilter,
  valueText,
} from './order-filters';
import type { OrderNames } from './order-rows.server';

/** What the list is narrowed down by, each to be taken off by itself. */
export function OrderChips({ names, wrong }: { names: OrderNames; wrong: readonly OrderFilter[] }) {
  const { say } = useWords();
  const { search } = useLocation();
  const set = filtersIn(search);
  const textOf = useFilterText(names);
  const without = (name: OrderFilter) => {
    const rest = new URLSearchParams(search);
    for (const gone of [name, 'cursor']) rest.delete(gone);
    return `?${rest}`;
  };
  const shown = ORDER_FILTERS.filter((name) => set[name] !== undefined);
  if (shown.length === 0) return null;
  return (
    <ul aria-label={say('admin.orders.active')} className="admin-chips">
      {shown.map((name) => {
        const text = `${say(`admin.orders.${name}` as keyof Texts)}: ${textOf(name, set[name]!)}`;
        return (
          <li key={name}>
            <Link
              to={without(name)}
              preventScrollReset
              data-wrong={wrong.includes(name) || undefined}
              aria-label={say('admin.orders.takeOff', { filter: text })}
            >
              {text} <span aria-hidden="true">×</span>
            </Link>
          </li>
        );
      })}
    </ul>
  );
}

/** A function that says a filter's value as people do. */
function useFilterText({ couriers, product, customer }: OrderNames) {
  const { say, locale } = useWords();
  const zone = useRouteLoaderData<typeof rootData>('root')?.zone ?? 'UTC';
  const dateText = (value: string) => {
    if (Number.isNaN(Date.parse(value))) return value;
    return value.length === 10 ? dayText(value, locale) : momentText(value, locale, zone);
  };
  return (name: OrderFilter, value: string): string => {
    if (name in FILTER_VALUES) {
      const filter = name as keyof typeof FILTER_VALUES;
      if (!isKnown(filter, value)) return value;
      return value
        .split(',')
        .map((one) => say(valueText(filter, one)))
        .join(', ');
    }
    if (name === 'courierId')
      return couriers.find(({ id }) => id === value)?.name ?? say('admin.orders.gone');
    if (name === 'productId') return product ?? say('admin.orders.gone');
    if (name === 'userId') return customer ?? say('admin.orders.gone');
    return ['from', 'to', 'deliveryDate'].includes(name) ? dateText(value) : value;
  };
}
