import { data, type LoaderFunctionArgs, useLoaderData } from 'react-router';
import '../../styles/admin-board.css';
import { AdminPage } from '../../admin/admin-page';
import { staff } from '../../admin/staff.server';
import { PrintButton } from '../../parts/print-button';
import { get, orErrorPage } from '../../shop/api.server';
import type { Courier, List, Order } from '../../shop/api-types';
import { isDay } from '../../shop/draft.server';
import { everyItem } from '../../shop/every-item.server';
import { dayText } from '../../words/amounts';
import { useWords } from '../../words/words';

const AT_ONCE = 10; // orders that are read at the same time

export async function loader({ request }: LoaderFunctionArgs) {
  await staff(request, 'couriers.read');
  const asked = new URL(request.url).searchParams;
  const [date, id] = [asked.get('date') ?? '', asked.get('courier') ?? ''];
  const { items: couriers } = await orErrorPage(get<List<Courier>>(request, '/couriers?limit=100'));
  const courier = couriers.find((one) => one.id === id);
  if (!courier || !isDay(date)) throw data(null, { status: 404 });
  const query = { courierId: id, date };
  const stops = await orErrorPage(everyItem<{ orderId: string }>(request, '/delivery/stops', { query }));
  const orders: Order[] = [];
  for (let at = 0; at < stops.length; at += AT_ONCE) {
    const some = stops.slice(at, at + AT_ONCE);
    const read = some.map(({ orderId }) => get<Order>(request, `/orders/${orderId}`));
    orders.push(...(await orErrorPage(Promise.all(read))));
  }
  return { courier, date, orders };
}

/** What a courier brings on a day, to be printed: where to, to whom, and what. */
export default function Round() {
  const { courier, date, orders } = useLoaderData<typeof loader>();
  const { say, count, locale } = useWords();
  return (
    <AdminPage
      title={say('admin.delivery.roundOf', { name: courier.name, day: dayText(date, locale) })}
      actions={<PrintButton />}
    >
      <p className="mb-3">{count('admin.delivery.stops', orders.length)}</p>
      <ol className="board-round">
        {orders.map(({ id, number, address, recipient, lines }) => (
          <li key={id}>
            <h2>{address ?? say('admin.delivery.noAddress')}</h2>
            <p>
              {[recipient?.name, recipient?.phone].filter(Boolean).join(', ')} · {number}
            </p>
            <ul>
              {lines.map(({ productId, name, quantity }) => (
                <li key={productId}>
                  {quantity} × {name}
                </li>
              ))}
            </ul>
          </li>
        ))}
      </ol>
    </AdminPage>
  );
}
