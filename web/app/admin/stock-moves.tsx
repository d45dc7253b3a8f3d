import { Link } from 'react-router';
import type { Order } from '../shop/api-types';
import { boughtId } from '../shop/goods';
import { Moment } from '../words/formats';
import { useWords } from '../words/words';
import type { OrderEvent } from './order-event';

/** The pieces of an order that left the stock, and that came back; the stock counts each variant by the variant's id. */
export function StockMoves({ order, goods }: { order: Order; goods: readonly OrderEvent[] }) {
  const { say, count } = useWords();
  return (
    <details className="order-more">
      <summary>{say('admin.order.stock')}</summary>
      <ul className="order-moves">
        {goods.flatMap(({ at, kind, data }) =>
          (data.lines ?? []).map(({ productId, quantity }) => (
            <li key={`${kind}${productId}`}>
              <Moment at={at} className="text-soft" />{' '}
              <Link to={`/admin/stock/${productId}`} className="link">
                {order.lines.find((line) => boughtId(line) === productId)?.name ?? productId}
              </Link>{' '}
              {say(kind === 'goods.taken' ? 'admin.movement.sold' : 'admin.movement.returned')}{' '}
              <span className="tabular-nums">
                {quantity > 0 ? '+' : '−'}
                {count('admin.number', Math.abs(quantity))}
              </span>
            </li>
          )),
        )}
      </ul>
    </details>
  );
}
