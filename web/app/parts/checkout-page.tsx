import type { ReactNode } from 'react';
import { Link, useRouteLoaderData } from 'react-router';
import { Head } from '../frame/head';
import type { loader as rootLoader } from '../root';
import { useWords } from '../words/words';

const STEPS = ['address', 'day', 'review'] as const;
const PATHS = { address: '/checkout', day: '/checkout/day', review: '/checkout/review' };

/** A page of the checkout, with where one is in it; what is done can be gone back to. */
export function CheckoutPage({ step, children }: { step: (typeof STEPS)[number]; children: ReactNode }) {
  const { say, count } = useWords();
  const left = useRouteLoaderData<typeof rootLoader>('root')?.left ?? 0;
  const now = STEPS.indexOf(step);
  return (
    <div className="mx-auto max-w-3xl">
      <Head title={say(`checkout.${step}`)} description={say('shop.description')} index={false} />
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
                className={`grid size-7 place-items-center rounded-full text-sm font-bold ${at <= now ? 'bg-pine text-on-pine' : 'border border-edge'}`}
              >
                {at + 1}
              </span>
              {at < now ? (
                <Link to={PATHS[one]} className="py-1 hover:underline">
                  {say(`checkout.${one}`)}
                </Link>
              ) : (
                say(`checkout.${one}`)
              )}
            </li>
          ))}
        </ol>
      </nav>
      <h1 className="mt-6 text-title">{say(`checkout.${step}`)}</h1>
      {left > 0 && (
        <p role="status" className="mt-4 rounded-xl bg-tone px-5 py-3.5">
          {count('cart.leftAt', left)}{' '}
          <Link to="/cart" className="link">
            {say('cart.goTo')}
          </Link>
        </p>
      )}
      {children}
    </div>
  );
}
