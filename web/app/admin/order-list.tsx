import { Link } from 'react-router';
import type { Order } from '../shop/api-types';
import { Moment, Price } from '../words/formats';
import { type Texts, useWords } from '../words/words';
import { AdminTable, type Column } from './admin-table';
import { briefDay } from './brief-day';
import { isKnown, valueText } from './order-filters';
import type { OrderNames } from './order-rows.server';

interface Props {
  rows: readonly Order[];
  couriers: OrderNames['couriers'];
  /** The id of the form that does something with the orders that are ticked. */
  form?: string | undefined;
  empty: string;
}

/** The orders of a list. */
export function OrderList({ rows, couriers, form, empty }: Props) {
  const { say, locale } = useWords();
  const nameOf = (id: string) => couriers.find((courier) => courier.id === id)?.name ?? '';
  const columns: Column<Order>[] = [
    { title: say('admin.orders.number'), cell: ({ number }) => number },
    ...(form
      ? [{ title: say('admin.orders.choose'), cell: (row: Order) => <Tick order={row} form={form} /> }]
      : []),
    {
      title: say('admin.orders.placed'),
      cell: ({ createdAt }) => <Moment at={createdAt} className="whitespace-nowrap" />,
      sort: { up: 'oldest', down: 'newest' },
    },
    { title: say('admin.orders.customer'), cell: Customer },
    { title: say('admin.orders.what'), cell: What },
    {
      title: say('admin.orders.total'),
      cell: ({ total }) => <Price money={total} />,
      numeric: true,
      sort: { up: 'total', down: '-total' },
    },
    { title: say('admin.orders.status'), cell: State },
    {
      title: say('admin.orders.deliveryDate'),
      cell: ({ deliveryDate }) =>
        deliveryDate && (
          <span suppressHydrationWarning className="whitespace-nowrap">
            {briefDay(deliveryDate, locale)}
          </span>
        ),
      sort: { up: 'deliveryDate' },
    },
    { title: say('admin.orders.courierId'), cell: ({ courierId }) => courierId && nameOf(courierId) },
  ];
  return (
    <AdminTable
      caption={say('admin.orders')}
      columns={columns}
      rows={rows}
      keyOf={({ id }) => id}
      hrefOf={({ id }) => `/admin/orders/${id}`}
      empty={empty}
    />
  );
}

function Tick({ order: { id, number }, form }: { order: Order; form: string }) {
  const { say } = useWords();
  return (
    <input
      type="checkbox"
      name="id"
      value={id}
      form={form}
      aria-label={say('admin.orders.chooseOne', { number })}
    />
  );
}

/** Who gets it, with a link to all that they have ordered. */
function Customer({ recipient, userId }: Order) {
  const { say } = useWords();
  if (!recipient) return <span className="text-soft">{say('admin.orders.left')}</span>;
  const name = recipient.name || recipient.email;
  return (
    <Link to={`?userId=${userId}`} className="link" aria-label={say('admin.orders.allOf', { name })}>
      {name}
    </Link>
  );
}

const SHOWN = 2; // lines of an order; of the rest it is said how many there are

function What({ lines }: Order) {
  const { say } = useWords();
  const more = lines.length - SHOWN;
  const shown = lines
    .slice(0, SHOWN)
    .map(({ name, quantity }) => say('admin.orders.line', { name, quantity }));
  return (
    <span className="admin-what">
      {shown.join(', ')}
      {more > 0 && ` ${say('admin.orders.moreLines', { n: more })}`}
    </span>
  );
}

/** How it stands; and what is wrong with it, beside. */
function State({ status, reason, saga }: Order) {
  const { say } = useWords();
  return (
    <>
      <span>{say(`status.${status}` as keyof Texts)}</span>
      {reason && isKnown('reason', reason) && (
        <span className="text-soft"> {say(valueText('reason', reason))}</span>
      )}
      {saga === 'parked' && <b className="text-ember"> {say('admin.orders.saga.parked')}</b>}
    </>
  );
}
