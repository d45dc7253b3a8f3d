import { Link } from 'react-router';
import { refusalText } from '../words/refusals';
import { useWords } from '../words/words';

const WAY_OUT: Record<string, [string, 'refused.toCart' | 'refused.toDay']> = {
  out_of_stock: ['/cart', 'refused.toCart'],
  unknown_product: ['/cart', 'refused.toCart'],
  no_courier: ['/checkout/day', 'refused.toDay'],
  date_unavailable: ['/checkout/day', 'refused.toDay'],
};

/** Why an order was not placed, what happened to the money, and the way on. */
export function RefusedNote({ code, order }: { code: string; order: string | null }) {
  const { say } = useWords();
  const way = WAY_OUT[code];
  return (
    <div role="alert" className="mt-5 rounded-xl border-2 border-ember bg-card px-5 py-4">
      <p className="font-medium">{say(refusalText(code))}</p>
      {order && code !== 'already' && <p className="mt-1">{say('refused.money')}</p>}
      <p className="mt-2 flex flex-wrap gap-x-5">
        {way && (
          <Link to={way[0]} className="link">
            {say(way[1])}
          </Link>
        )}
        {order && (
          <Link to={`/orders/${order}`} className="link">
            {say('refused.order')}
          </Link>
        )}
      </p>
    </div>
  );
}
