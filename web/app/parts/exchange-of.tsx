import { Link } from 'react-router';
import type { Order } from '../shop/api-types';
import { useWords } from '../words/words';

/** The order whose goods were sent back for which this one was placed; nothing of any other. */
export function ExchangeOf({ of }: { of: Order['exchangeOf'] }) {
  const { say } = useWords();
  if (!of) return null;
  return (
    <p>
      {say('exchange.of')}{' '}
      <Link to={`/orders/${of.orderId}`} className="link">
        {of.number}
      </Link>
    </p>
  );
}
