import type { ReactNode } from 'react';
import { Link } from 'react-router';
import type { ShownCart } from '../shop/checkout-cart.server';
import { dayText } from '../words/amounts';
import { useWords } from '../words/words';
import { SummaryLines } from './cart-summary';

interface Props {
  cart: ShownCart;
  /** Name, e-mail and phone, as far as they are known. */
  contact: string[];
  address: string;
  day: string;
}

/** Everything that will be ordered, part by part, each with a way to change it that comes back here. */
export function ReviewParts({ cart, contact, address, day }: Props) {
  const { say, locale } = useWords();
  return (
    <div className="divide-y divide-line rounded-card border border-line bg-card px-5">
      <Part name={say('checkout.contact')} change="/checkout?then=review">
        {contact.map((line) => (
          <span key={line} className="block">
            {line}
          </span>
        ))}
      </Part>
      <Part name={say('checkout.address')} change="/checkout?then=review#street">
        <span>{address}</span>
      </Part>
      <Part name={say('checkout.day')} change="/checkout/day?then=review">
        <span className="inline-block first-letter:uppercase" suppressHydrationWarning>
          {dayText(day, locale)}
        </span>
      </Part>
      <Part name={say('checkout.things')} change="/cart">
        <SummaryLines lines={cart.lines} />
      </Part>
    </div>
  );
}

function Part({ name, change, children }: { name: string; change: string; children: ReactNode }) {
  const { say } = useWords();
  return (
    <section className="py-4">
      <div className="flex flex-wrap items-baseline justify-between gap-x-4">
        <h2 className="font-sans text-sm font-normal text-soft">{name}</h2>
        <Link to={change} className="link text-sm">
          {say('cart.change')}
          <span className="sr-only"> {name}</span>
        </Link>
      </div>
      <div className="mt-1 font-medium">{children}</div>
    </section>
  );
}
