import { useLocation } from 'react-router';
import { type Texts, useWords } from '../words/words';
import { FilterBar, FilterChoice, FilterField } from './filter-bar';
import {
  type ChosenFilter,
  FILTER_VALUES,
  filtersIn,
  isKnown,
  type OrderFilter,
  valueText,
} from './order-filters';
import type { OrderNames } from './order-rows.server';

/** What is rarely looked for stands folded away, unless it is set. */
const MORE: readonly OrderFilter[] = [
  'reason',
  'money',
  'goods',
  'saga',
  'from',
  'to',
  'minTotal',
  'maxTotal',
];

/** The filters of the list of orders. Of a product and a customer the lists are reached from their own pages. */
export function OrderFilterBar({ couriers }: { couriers: OrderNames['couriers'] }) {
  const { say } = useWords();
  const set = filtersIn(useLocation().search);
  return (
    <FilterBar
      keep={['sort', 'productId', 'userId']}
      more={
        <details className="admin-more" open={MORE.some((name) => set[name] !== undefined)}>
          <summary>{say('admin.orders.more')}</summary>
          <div className="admin-filters">
            <Choice filter="reason" />
            <Choice filter="money" />
            <Choice filter="goods" />
            <Choice filter="saga" />
            <Day name="from" />
            <Day name="to" />
            <FilterField name="minTotal" label={say('admin.orders.minTotal')} />
            <FilterField name="maxTotal" label={say('admin.orders.maxTotal')} />
          </div>
        </details>
      }
    >
      <FilterField name="q" type="search" label={say('admin.orders.search')} />
      <Choice filter="status" />
      <FilterField name="deliveryDate" type="date" label={say('admin.orders.deliveryDate')} />
      <FilterChoice
        name="courierId"
        label={say('admin.orders.courierId')}
        any={say('admin.orders.any')}
        options={couriers.map(({ id, name }) => [id, name] as const)}
      />
    </FilterBar>
  );
}

/** One of a filter's values; several, that an address may ask for, are a choice of their own. */
function Choice({ filter }: { filter: ChosenFilter }) {
  const { say } = useWords();
  const now = filtersIn(useLocation().search)[filter];
  const several = now?.includes(',') && isKnown(filter, now) ? [now] : [];
  const text = (value: string) =>
    value
      .split(',')
      .map((one) => say(valueText(filter, one)))
      .join(', ');
  return (
    <FilterChoice
      name={filter}
      label={say(`admin.orders.${filter}` as keyof Texts)}
      any={say('admin.orders.any')}
      options={[...FILTER_VALUES[filter], ...several].map((value) => [value, text(value)] as const)}
    />
  );
}

/** A day that orders were placed on. An address may say an instant, which no calendar shows. */
function Day({ name }: { name: 'from' | 'to' }) {
  const { say } = useWords();
  const now = filtersIn(useLocation().search)[name] ?? '';
  const isDay = /^(?:\d{4}-\d{2}-\d{2})?$/.test(now);
  return <FilterField name={name} type={isDay ? 'date' : 'text'} label={say(`admin.orders.${name}`)} />;
}
