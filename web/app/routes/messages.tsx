import { Link, type LoaderFunctionArgs, useLoaderData } from 'react-router';
import { AccountPage } from '../parts/account-page';
import { aboutOrder, MessageText } from '../parts/message-text';
import { Pages } from '../parts/pages';
import { get, orErrorPage } from '../shop/api.server';
import type { List, Message } from '../shop/api-types';
import { orFirstPage } from '../shop/first-page.server';
import { ordersNamed } from '../shop/orders.server';
import { member } from '../shop/session.server';
import { Moment } from '../words/formats';
import { useWords } from '../words/words';

export async function loader({ request }: LoaderFunctionArgs) {
  await member(request);
  const cursor = new URL(request.url).searchParams.get('cursor');
  const query = new URLSearchParams({ limit: '20', ...(cursor && { cursor }) });
  const list = orFirstPage(request, get<List<Message>>(request, `/messages?${query}`));
  const shown = await orErrorPage(list);
  // Older messages do not say what they are about: their orders do.
  const silent = shown.items.filter(({ about }) => !about).map(({ orderId }) => orderId);
  const orders = new Map((await ordersNamed(request, silent)).map((order) => [order.id, order]));
  const items = shown.items.map((message) => {
    const order = orders.get(message.orderId);
    return order && !message.about ? { ...message, about: aboutOrder(order) } : message;
  });
  return { list: { ...shown, items }, later: cursor !== null };
}

export default function Messages() {
  const { list, later } = useLoaderData<typeof loader>();
  const { say } = useWords();
  return (
    <AccountPage title={say('messages.title')}>
      {list.items.length === 0 && <p className="mt-4 text-lg text-soft">{say('messages.empty')}</p>}
      <ul className="mt-6 space-y-4">
        {list.items.map(({ id, orderId, date, kind, about, message }) => (
          <li key={id} className="rounded-card border border-line bg-card p-5">
            <Moment at={date} className="text-sm text-soft" />
            <p className="mt-1">{about ? <MessageText kind={kind} about={about} /> : message}</p>
            <Link to={`/orders/${orderId}`} className="link mt-2 inline-block py-1">
              {say('refused.order')}
            </Link>
          </li>
        ))}
      </ul>
      <Pages next={list.nextCursor} later={later} />
    </AccountPage>
  );
}
