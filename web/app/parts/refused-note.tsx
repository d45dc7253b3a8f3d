import { Link } from 'react-router';
import type { Short as ShortOf } from '../shop/progress';
import type { Refused } from '../shop/refused.server';
import { refusalText } from '../words/refusals';
import { useWords } from '../words/words';
import { AmendOffer } from './amend-offer';
import { Notice } from './notice';

const WAY_OUT: Record<string, [string, 'refused.toCart' | 'refused.toDay']> = {
  out_of_stock: ['/cart', 'refused.toCart'],
  unknown_product: ['/cart', 'refused.toCart'],
  no_courier: ['/checkout/day', 'refused.toDay'],
  date_unavailable: ['/checkout/day', 'refused.toDay'],
};
/** Of an order that had been placed before it was cancelled, more can be said than that nothing was charged. */
const NOT_REFUSED = ['already', 'cancelled_by_customer', 'cancelled_by_shop'];

/** Why an order was not placed, what happened to the money, and the way on; `here` is the page that it stands on. */
export function RefusedNote({ code, order, short, amend, here }: Refused & { here?: string }) {
  const { say } = useWords();
  const [to, text] = WAY_OUT[code] ?? [];
  return (
    <>
      <Notice kind="wrong" of={order?.id ?? code}>
        <p className="font-medium">{say(refusalText(code))}</p>
        <Short short={short} />
        {order && !NOT_REFUSED.includes(code) && <p className="mt-1">{say('refused.money')}</p>}
        <p className="mt-2 flex flex-wrap gap-x-5">
          {order && <span className="text-soft">{say('order.title', { number: order.number })}</span>}
          {to && text && to !== here && (
            <Link to={to} className="link">
              {say(text)}
            </Link>
          )}
          {order && (
            <Link to={`/orders/${order.id}`} className="link">
              {say('refused.order')}
            </Link>
          )}
        </p>
      </Notice>
      {amend && <AmendOffer amend={amend} />}
    </>
  );
}

/** Of what there was too little, and how much there was. */
export function Short({ short }: { short: readonly ShortOf[] }) {
  const { say } = useWords();
  if (short.length === 0) return null;
  return (
    <ul className="mt-2 space-y-1">
      {short.map(({ name, requested, available }) => (
        <li key={name}>
          {say(available > 0 ? 'refused.left' : 'refused.noneLeft', { name, requested, available })}
        </li>
      ))}
    </ul>
  );
}
