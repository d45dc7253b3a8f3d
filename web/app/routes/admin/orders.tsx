import { data, type LoaderFunctionArgs, useLoaderData, useLocation } from 'react-router';
import '../../styles/admin-orders.css';
import { AdminPage } from '../../admin/admin-page';
import { AdminPages } from '../../admin/admin-pages';
import { NewOrders } from '../../admin/new-orders';
import { OrderChips } from '../../admin/order-chips';
import { OrderFilterBar } from '../../admin/order-filter-bar';
import { filtersIn } from '../../admin/order-filters';
import { OrderList } from '../../admin/order-list';
import { orderNames, orderRows } from '../../admin/order-rows.server';
import { OrderViews } from '../../admin/order-views';
import { staff } from '../../admin/staff.server';
import { Notice } from '../../parts/notice';
import { Moment } from '../../words/formats';
import { type Texts, useWords } from '../../words/words';

export async function loader({ request }: LoaderFunctionArgs) {
  await staff(request, 'orders.read');
  const asked = new URL(request.url).searchParams;
  const [list, names] = await Promise.all([orderRows(request), orderNames(request, asked)]);
  const newest = list.rows
    .map(({ createdAt }) => createdAt)
    .toSorted()
    .at(-1);
  const shown = { ...list, names, newest: newest ?? new Date().toISOString() };
  return data(shown, { status: list.wrong.length > 0 ? 422 : 200 });
}

export default function Orders() {
  const { rows, next, later, wrong, names, filter } = useLoaderData<typeof loader>();
  const { say } = useWords();
  const labels = wrong.map((name) => say(`admin.orders.${name}` as keyof Texts));
  return (
    <AdminPage
      title={say('admin.orders')}
      actions={
        <a href={`/api/exports/orders.csv?${filter}`} className="button" data-kind="quiet" download>
          {say('admin.orders.file')}
        </a>
      }
    >
      <div className="admin-orders">
        <OrderViews />
        <OrderFilterBar couriers={names.couriers} />
        <OrderChips names={names} wrong={wrong} />
        {wrong.length > 0 && (
          <Notice kind="wrong" of={wrong}>
            {say('admin.orders.wrong', { filters: labels.join(', ') })}
          </Notice>
        )}
        <Counted />
        <OrderList
          rows={rows}
          couriers={names.couriers}
          empty={say(next ? 'admin.orders.noneHere' : 'admin.orders.none')}
        />
        <AdminPages next={next} later={later} />
      </div>
    </AdminPage>
  );
}

/** How many orders there are, and how many have come meanwhile; in a line that is always there. */
function Counted() {
  const { count: found, since, newest, later, wrong } = useLoaderData<typeof loader>();
  const { say, count } = useWords();
  const { search } = useLocation();
  const { to } = filtersIn(search);
  const sort = new URLSearchParams(search).get('sort') ?? 'newest';
  const isOpen = !later && !to && wrong.length === 0 && sort === 'newest';
  return (
    <p className="admin-counted">
      {found && (
        <span>
          {found.atLeast
            ? say('admin.orders.manyOf', { n: count('admin.number', found.value) })
            : count('admin.orders.many', found.value)}
        </span>
      )}
      {since && (
        <span className="text-soft">
          {say('admin.orders.since')} <Moment at={since} />
        </span>
      )}
      {isOpen && <NewOrders since={newest} />}
    </p>
  );
}
