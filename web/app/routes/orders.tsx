import { Link, type LoaderFunctionArgs, useLoaderData } from 'react-router';
import { AccountPage } from '../parts/account-page';
import { OrderStatus } from '../parts/order-summary';
import { Pages } from '../parts/pages';
import { get, orErrorPage } from '../shop/api.server';
import type { List, Order } from '../shop/api-types';
import { orFirstPage } from '../shop/first-page.server';
import { member } from '../shop/session.server';
import { Moment, Price } from '../words/formats';
import { useWords } from '../words/words';

export async function loader({ request }: LoaderFunctionArgs) {
  await member(request);
  const cursor = new URL(request.url).searchParams.get('cursor');
  const query = new URLSearchParams({ mine: 'true', limit: '10', ...(cursor && { cursor }) });
  const list = orFirstPage(request, get<List<Order>>(request, `/orders?${query}`));
  return { list: await orErrorPage(list), later: cursor !== null };
}

export default function Orders() {
  const { list, later } = useLoaderData<typeof loader>();
  const { say, count } = useWords();
  return (
    <AccountPage title={say('orders.title')}>
      {list.items.length === 0 ? (
        <div className="mt-6">
          <p className="text-lg text-soft">{say('orders.empty')}</p>
          <Link to="/search" className="button mt-5">
            {say('home.look')}
          </Link>
        </div>
      ) : (
        <ul className="mt-6 space-y-4">
          {list.items.map((order) => (
            <li
              key={order.id}
              className="relative rounded-card border border-line bg-card p-5 hover:border-pine"
            >
              <div className="flex flex-wrap items-baseline justify-between gap-x-6 gap-y-1">
                <h2 className="font-sans text-lg font-semibold">
                  <Link to={`/orders/${order.id}`} className="after:absolute after:inset-0">
                    {say('order.title', { number: order.number })}
                  </Link>
                </h2>
                <OrderStatus status={order.status} />
              </div>
              <p className="mt-1 flex flex-wrap justify-between gap-x-6 text-soft">
                <span>
                  <Moment at={order.createdAt} />,{' '}
                  {count(
                    'cart.things',
                    order.lines.reduce((sum, { quantity }) => sum + quantity, 0),
                  )}
                </span>
                <Price money={order.total} className="font-semibold text-ink" />
              </p>
            </li>
          ))}
        </ul>
      )}
      <Pages next={list.nextCursor} later={later} />
    </AccountPage>
  );
}
