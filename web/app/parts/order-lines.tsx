import { Link } from 'react-router';
import type { Order } from '../shop/api-types';
import { boughtId, type Goods } from '../shop/goods';
import { productPath } from '../shop/product-path';
import { dayText, moneyText } from '../words/amounts';
import { Price } from '../words/formats';
import { withUnits } from '../words/with-units';
import { useWords } from '../words/words';
import { ProductPicture } from './product-picture';

type Line = Order['lines'][number];

interface Props {
  order: Pick<Order, 'lines' | 'total' | 'deliveryDate' | 'status'> & Partial<Pick<Order, 'refunds'>>;
  goods: Goods;
}

/** What was ordered, for how much each and in all, and when it comes if it does: as the order keeps it. */
export function OrderLines({ order, goods }: Props) {
  const { say, locale } = useWords();
  const back = (order.refunds ?? []).reduce((sum, { amount: { amount } }) => sum + amount, 0);
  return (
    <section aria-label={say('order.things')}>
      <ul className="divide-y divide-line border-y border-line">
        {order.lines.map((line) => (
          <OrderLine key={boughtId(line)} line={line} good={goods[boughtId(line)]} />
        ))}
      </ul>
      <p className="mt-4 flex items-baseline justify-between gap-4">
        <span className="font-semibold">{say('cart.total')}</span>
        <Price money={order.total} className="text-xl font-bold" />
      </p>
      <p className="text-sm text-soft">{say('cart.totalHelp')}</p>
      {back > 0 && (
        <p className="mt-3 flex items-baseline justify-between gap-4">
          <span className="text-soft">{say('order.refunded')}</span>
          <Price money={{ ...order.total, amount: back }} className="font-semibold" />
        </p>
      )}
      {order.deliveryDate && order.status !== 'cancelled' && (
        <p className="mt-3 flex flex-wrap justify-between gap-x-4">
          <span className="text-soft">{say('order.day')}</span>
          <span suppressHydrationWarning>{dayText(order.deliveryDate, locale)}</span>
        </p>
      )}
    </section>
  );
}

function OrderLine({ line, good }: { line: Line; good: Goods[string] | undefined }) {
  const { say, language } = useWords();
  const { quantity, price, cancelled } = line;
  const name = withUnits(line.name);
  return (
    <li className="flex items-center gap-4 py-3">
      <div className="w-16 shrink-0 print:hidden">
        {good && <ProductPicture product={good} size={64} decorative />}
      </div>
      <div className="min-w-0 grow">
        <p className="font-medium">
          {good ? (
            <Link to={productPath(good)} className="hover:underline">
              {name}
            </Link>
          ) : (
            name
          )}
        </p>
        <p className="text-sm text-soft" suppressHydrationWarning>
          {say('order.each', { quantity, price: moneyText(price, language) })}
          {cancelled > 0 &&
            cancelled < quantity &&
            ` · ${say('order.line.cancelled', { n: String(cancelled) })}`}
        </p>
      </div>
      <Price money={{ ...price, amount: price.amount * quantity }} className="font-semibold" />
    </li>
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
