import { Link, type LoaderFunctionArgs, useLoaderData } from 'react-router';
import { AccountPage } from '../parts/account-page';
import { OrderAgain } from '../parts/order-again';
import { OrderStatus } from '../parts/order-lines';
import { Pages } from '../parts/pages';
import { ProductPicture } from '../parts/product-picture';
import { get, orErrorPage } from '../shop/api.server';
import type { List, Order } from '../shop/api-types';
import { orFirstPage } from '../shop/first-page.server';
import { boughtId, type Goods } from '../shop/goods';
import { goodsOf } from '../shop/goods.server';
import { member } from '../shop/session.server';
import { Moment, Price } from '../words/formats';
import { useWords } from '../words/words';

/** So many pictures of an order stand in the list; the rest is on its own page. */
const MOST_PICTURES = 4;

export async function loader({ request }: LoaderFunctionArgs) {
  await member(request);
  const cursor = new URL(request.url).searchParams.get('cursor');
  const query = new URLSearchParams({ mine: 'true', limit: '10', ...(cursor && { cursor }) });
  const list = await orErrorPage(orFirstPage(request, get<List<Order>>(request, `/orders?${query}`)));
  const pictured = list.items.map(({ lines }) => ({ lines: lines.slice(0, MOST_PICTURES) }));
  return { list, goods: await goodsOf(request, pictured), later: cursor !== null };
}

export default function Orders() {
  const { list, goods, later } = useLoaderData<typeof loader>();
  const { say } = useWords();
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
            <OneOrder key={order.id} order={order} goods={goods} />
          ))}
        </ul>
      )}
      <Pages next={list.nextCursor} later={later} />
    </AccountPage>
  );
}

/** An order in the list: all of it leads to its page, but for the button that orders it again. */
function OneOrder({ order, goods }: { order: Order; goods: Goods }) {
  const { say, count } = useWords();
  const pieces = order.lines.reduce((sum, { quantity }) => sum + quantity, 0);
  return (
    <li className="relative rounded-card border border-line bg-card p-5 hover:border-pine">
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
          <Moment at={order.createdAt} />, {count('cart.things', pieces)}
        </span>
        <Price money={order.total} className="font-semibold text-ink" />
      </p>
      <div className="mt-3 flex flex-wrap items-end justify-between gap-x-6 gap-y-3">
        <Pictures order={order} goods={goods} />
        {order.status !== 'pending' && <OrderAgain order={order} quiet />}
      </div>
    </li>
  );
}

function Pictures({ order, goods }: { order: Order; goods: Goods }) {
  const shown = order.lines.slice(0, MOST_PICTURES).flatMap((line) => goods[boughtId(line)] ?? []);
  const more = order.lines.length - shown.length;
  return (
    <ul className="flex items-center gap-2">
      {shown.map((good) => (
        <li key={good.id} className="w-14">
          <ProductPicture product={good} size={56} />
        </li>
      ))}
      {shown.length > 0 && more > 0 && <li className="pl-1 text-soft">+{more}</li>}
    </ul>
  );
}
