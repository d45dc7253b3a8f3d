import { useEffect, useRef } from 'react';
import { Link } from 'react-router';
import type { Money } from '../shop/api-types';
import type { ShownCart } from '../shop/checkout-cart.server';
import type { Missing } from '../shop/top-up.server';
import { Price } from '../words/formats';
import type { Texts } from '../words/words';
import { useWords } from '../words/words';
import { Total } from './cart-summary';
import { Pay } from './pay';
import { TopUp } from './top-up';

interface Props {
  cart: ShownCart;
  /** What can be spent; null where nobody can say. */
  available: Money | null;
  missing: Missing | null;
  /** What came of a top-up a moment ago: `toppedUp`, or a text that tells why there was none; else empty. */
  done: string;
  /** The key of the order. */
  attempt: string;
  unknown: boolean;
}

/** What is to be paid, from what, and the one button that does the next thing. */
export function PayBox({ cart, available, missing, done, attempt, unknown }: Props) {
  const { say } = useWords();
  return (
    <section aria-label={say('checkout.payment')} className="rounded-card border border-line bg-card p-6">
      <Total cart={cart} />
      <p className="mt-4 flex flex-wrap justify-between gap-x-4 text-soft">
        <span>{say('checkout.balance')}</span>
        {available ? <Price money={available} /> : <span>{say('checkout.balanceAway')}</span>}
      </p>
      {done && <Done key={attempt + available?.amount} done={done} />}
      {missing && !unknown ? (
        <TopUp attempt={attempt} total={cart.total} missing={missing} />
      ) : (
        <Pay key={attempt} attempt={attempt} total={cart.total} unknown={unknown} />
      )}
      <p className="mt-4 text-sm text-soft">
        {say('checkout.agree')}{' '}
        <Link to="/terms" className="link">
          {say('checkout.terms')}
        </Link>
      </p>
    </section>
  );
}

/** What has come of topping up; it gets the focus, for the button that did it is gone. */
function Done({ done }: { done: string }) {
  const { say } = useWords();
  const note = useRef<HTMLParagraphElement>(null);
  useEffect(() => note.current?.focus(), []);
  const good = done === 'toppedUp';
  const texts: Record<string, keyof Texts> = {
    toppedUp: 'money.added',
    'money.askShop': 'money.askShop',
    'error.unavailable': 'error.unavailable',
    'error.overloaded': 'error.overloaded',
  };
  return (
    <p
      ref={note}
      role={good ? 'status' : 'alert'}
      tabIndex={-1}
      className={`mt-4 font-medium ${good ? 'text-pine' : 'text-ember'}`}
    >
      {say(texts[done] ?? 'error.text')}
    </p>
  );
}
