import { Link } from 'react-router';
import type { Order } from '../shop/api-types';
import { productPath } from '../shop/product-path';
import { dayText } from '../words/amounts';
import { Price } from '../words/formats';
import { useWords } from '../words/words';

/** What was ordered, for how much, and when it comes: as the order keeps it. */
export function OrderSummary({ order }: { order: Pick<Order, 'lines' | 'total' | 'deliveryDate'> }) {
  const { say, locale } = useWords();
  return (
    <section aria-label={say('order.things')}>
      <ul className="divide-y divide-line border-y border-line">
        {order.lines.map((line) => (
          <li key={line.productId} className="flex items-baseline justify-between gap-4 py-3">
            <span>
              <Link to={productPath({ id: line.productId })} className="hover:underline">
                {line.name}
              </Link>{' '}
              <span className="text-soft">× {line.quantity}</span>
            </span>
            <Price
              money={{ ...line.price, amount: line.price.amount * line.quantity }}
              className="font-semibold"
            />
          </li>
        ))}
      </ul>
      <p className="mt-4 flex items-baseline justify-between gap-4">
        <span className="font-semibold">{say('cart.total')}</span>
        <Price money={order.total} className="text-xl font-bold" />
      </p>
      {order.deliveryDate && (
        <p className="mt-1 flex flex-wrap justify-between gap-x-4 text-soft">
          <span>{say('order.day')}</span>
          <span suppressHydrationWarning>{dayText(order.deliveryDate, locale)}</span>
        </p>
      )}
    </section>
  );
}

/** How an order stands, in two or three words. */
export function OrderStatus({ status }: { status: Order['status'] }) {
  const { say } = useWords();
  const colour = { pending: 'text-ink', cancelled: 'text-ember' }[status as 'pending'] ?? 'text-pine';
  return (
    <span className={`inline-flex items-center gap-2 whitespace-nowrap font-semibold ${colour}`}>
      <span aria-hidden="true" className="size-2.5 rounded-full bg-current" />
      {say(`status.${status}`)}
    </span>
  );
}
