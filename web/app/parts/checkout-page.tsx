import type { ReactNode } from 'react';
import { Link, useRouteLoaderData } from 'react-router';
import { Head } from '../frame/head';
import type { loader as rootLoader } from '../root';
import type { ShownCart } from '../shop/checkout-cart.server';
import { useWords } from '../words/words';
import { CartSummary } from './cart-summary';

const STEPS = ['address', 'day', 'review'] as const;
const PATHS = { address: '/checkout', day: '/checkout/day', review: '/checkout/review' };

interface Props {
  step: (typeof STEPS)[number];
  /** What is being bought; null where its prices cannot be had. */
  cart: ShownCart | null;
  /** Stands beside the page instead of what is being bought. */
  aside?: ReactNode;
  children: ReactNode;
}

/** A page of the checkout, with where one is in it and what is being bought; what is done can be gone back to. */
export function CheckoutPage({ step, cart, aside, children }: Props) {
  const { say, count } = useWords();
  const left = useRouteLoaderData<typeof rootLoader>('root')?.left ?? 0;
  return (
    <div className="mx-auto max-w-5xl">
      <Head title={say(`checkout.${step}`)} description={say('shop.description')} index={false} />
      <Steps step={step} />
      <h1 className="mt-6 text-title">{say(`checkout.${step}`)}</h1>
      {left > 0 && (
        <p role="status" className="mt-4 rounded-xl bg-tone px-5 py-3.5">
          {count('cart.leftAt', left)}{' '}
          <Link to="/cart" className="link">
            {say('cart.goTo')}
          </Link>
        </p>
      )}
      <div className="mt-6 grid items-start gap-x-12 gap-y-6 lg:grid-cols-[minmax(0,1fr)_22rem]">
        {!aside && cart && (
          <div className="lg:sticky lg:top-6 lg:order-last">
            <CartSummary cart={cart} />
          </div>
        )}
        <div className="min-w-0">{children}</div>
        {aside && <div className="lg:sticky lg:top-6">{aside}</div>}
      </div>
    </div>
  );
}

function Steps({ step }: Pick<Props, 'step'>) {
  const { say } = useWords();
  const now = STEPS.indexOf(step);
  // From the last step a change leads back to it.
  const back = step === 'review' ? '?then=review' : '';
  return (
    <nav aria-label={say('checkout.steps')}>
      <ol className="flex flex-wrap gap-x-6 gap-y-2">
        {STEPS.map((one, at) => (
          <li
            key={one}
            aria-current={at === now ? 'step' : undefined}
            className={`flex items-center gap-2 ${at === now ? 'font-semibold' : 'text-soft'}`}
          >
            <span
              aria-hidden="true"
              className={`grid size-7 flex-none place-items-center rounded-full text-sm font-bold ${at <= now ? 'bg-pine text-on-pine' : 'border border-edge'}`}
            >
              {at + 1}
            </span>
            {at < now ? (
              <Link to={PATHS[one] + back} className="py-1 hover:underline">
                {say(`checkout.${one}`)}
              </Link>
            ) : (
              <span className={at > now ? 'max-sm:sr-only' : undefined}>{say(`checkout.${one}`)}</span>
            )}
          </li>
        ))}
      </ol>
    </nav>
  );
}
