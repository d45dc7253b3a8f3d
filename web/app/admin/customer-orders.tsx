import { Link } from 'react-router';
import { Moment, Price } from '../words/formats';
import { useWords } from '../words/words';
import { AdminTable, type Column } from './admin-table';
import type { CustomerPage } from './customer-page.server';
import { isAdmin } from './is-admin';

type Orders = CustomerPage['orders'];
type OrderRow = NonNullable<Orders>['rows'][number];

/** Somebody's last orders, and the way to all of them. */
export function CustomerOrders({ userId, orders }: { userId: string; orders: Orders }) {
  const { say, count } = useWords();
  const columns: Column<OrderRow>[] = [
    { title: say('admin.sagas.order'), cell: OrderName },
    { title: say('admin.customer.placed'), cell: ({ createdAt }) => <Moment at={createdAt} /> },
    { title: say('admin.customers.state'), cell: ({ status }) => say(`status.${status}`) },
    { title: say('admin.customer.total'), cell: ({ total }) => <Price money={total} />, numeric: true },
  ];
  return (
    <section>
      <h2>{say('admin.orders')}</h2>
      {!orders && <p className="text-soft">{say('admin.customer.away')}</p>}
      {orders && (
        <AdminTable
          caption={say('admin.orders')}
          columns={columns}
          rows={orders.rows}
          keyOf={({ id }) => id}
          empty={say('admin.customer.noOrders')}
        />
      )}
      {orders && orders.count > orders.rows.length && (
        <p className="mt-2">
          <Link to={`/admin/orders?userId=${userId}`} className="admin-link">
            {count('admin.customer.allOrders', orders.count)}
          </Link>
        </p>
      )}
    </section>
  );
}

function OrderName({ number, path }: OrderRow) {
  if (!path) return number;
  return (
    <Link to={path} reloadDocument={!isAdmin(path)} className="link">
      {number}
    </Link>
  );
}
