import { randomUUID } from 'node:crypto';
import {
  type ActionFunctionArgs,
  data,
  Link,
  type LoaderFunctionArgs,
  redirect,
  useActionData,
  useLoaderData,
  useLocation,
} from 'react-router';
import '../../styles/admin-orders.css';
import { AdminPage } from '../../admin/admin-page';
import { AdminPages } from '../../admin/admin-pages';
import { BULK, BulkBar } from '../../admin/bulk-bar';
import { KeepView } from '../../admin/keep-view';
import { NewOrders } from '../../admin/new-orders';
import { OrderChips } from '../../admin/order-chips';
import { OrderFilterBar } from '../../admin/order-filter-bar';
import { filtersIn } from '../../admin/order-filters';
import { OrderList } from '../../admin/order-list';
import { orderNames, orderRows } from '../../admin/order-rows.server';
import { OrderViews } from '../../admin/order-views';
import { changeView, keptViews, underWay } from '../../admin/order-views.server';
import { staff } from '../../admin/staff.server';
import { Notice } from '../../parts/notice';
import { noteDone, takeDone } from '../../shop/done.server';
import { Moment } from '../../words/formats';
import { type Texts, useWords } from '../../words/words';

export async function loader({ request }: LoaderFunctionArgs) {
  const { may } = await staff(request, 'orders.read');
  const { done, headers } = takeDone(request);
  const asked = new URL(request.url).searchParams;
  const [list, names, views, running] = await Promise.all([
    ...([orderRows(request), orderNames(request, asked)] as const),
    ...([keptViews(request), underWay(request)] as const),
  ]);
  const newest = list.rows
    .map(({ createdAt }) => createdAt)
    .toSorted()
    .at(-1);
  const mays = {
    ...{ cancel: may('orders.cancel'), assign: may('deliveries.write'), share: may('orders.share-views') },
  };
  const shown = { ...list, names, views, running, mays, kept: done === 'view', key: randomUUID() };
  const status = list.wrong.length > 0 ? 422 : 200;
  return data({ ...shown, newest: newest ?? new Date().toISOString() }, { status, headers });
}

/** Keeps what the list is narrowed down by. */
export async function action({ request }: ActionFunctionArgs) {
  const form = await request.formData();
  await staff(request, 'orders.read');
  const refused = await changeView(request, form);
  if (refused) return data(refused, { status: refused.status });
  return redirect(`/admin/orders${new URL(request.url).search}`, { headers: [noteDone(request, 'view')] });
}

export default function Orders() {
  const { rows, next, later, wrong, names, filter, views, running, mays, ...page } =
    useLoaderData<typeof loader>();
  const refused = useActionData<typeof action>();
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
        <OrderViews views={views} />
        <OrderFilterBar couriers={names.couriers} />
        <KeepView views={views} mayShare={mays.share} pageKey={page.key} refused={refused} />
        {page.kept && !refused && (
          <Notice kind="done" of={page.key}>
            {say('admin.saved')}
          </Notice>
        )}
        {refused && (
          <Notice kind="wrong" of={refused}>
            {say(refused.problem)}
          </Notice>
        )}
        <OrderChips names={names} wrong={wrong} />
        {wrong.length > 0 && (
          <Notice kind="wrong" of={wrong}>
            {say('admin.orders.wrong', { filters: labels.join(', ') })}
          </Notice>
        )}
        {running.map(({ id, act, done, total }) => (
          <p key={id}>
            <Link to={`/admin/orders/bulk/${id}`} className="link">
              {say(`admin.bulk.${act}`)}: {say('admin.bulk.doneOf', { done, total })}
            </Link>
          </p>
        ))}
        <Counted />
        <OrderList
          rows={rows}
          couriers={names.couriers}
          form={rows.length > 0 ? BULK : undefined}
          empty={say(next ? 'admin.orders.noneHere' : 'admin.orders.none')}
        />
        {rows.length > 0 && <BulkBar shown={rows.map(({ id }) => id)} count={page.count} may={mays} />}
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
