import { Link } from 'react-router';
import type { ShownCart, ShownLine } from '../shop/checkout-cart.server';
import { Price } from '../words/formats';
import { withUnits } from '../words/with-units';
import { useWords } from '../words/words';
import { Changed } from './cart-lines';
import { ProductPicture } from './product-picture';

/** What is being bought, beside each step: folded up on a phone, with the total in sight. */
export function CartSummary({ cart }: { cart: ShownCart }) {
  const { say, count } = useWords();
  const things = cart.lines.reduce((sum, { quantity }) => sum + quantity, 0);
  return (
    <section aria-label={say('checkout.summary')} className="rounded-card border border-line bg-card">
      <details className="folded">
        <summary>
          <span className="font-medium">
            {say('checkout.summary')} <span className="text-soft">({count('cart.things', things)})</span>
          </span>
          <Price money={cart.total} className="text-lg font-bold" />
        </summary>
        <div className="px-5 pb-5 lg:pt-5">
          <h2 className="hidden text-heading lg:block">{say('checkout.summary')}</h2>
          <SummaryLines lines={cart.lines} />
          <div className="mt-2 border-t border-line pt-4">
            <Total cart={cart} />
          </div>
          <Link to="/cart" className="link mt-3 inline-block py-1">
            {say('refused.toCart')}
          </Link>
        </div>
      </details>
    </section>
  );
}

/** Lines with their pictures, and what has changed about them. */
export function SummaryLines({ lines }: { lines: ShownLine[] }) {
  return (
    <ul className="divide-y divide-line">
      {lines.map((line) => (
        <li
          key={line.productId}
          className="grid grid-cols-[min(3.5rem,25%)_minmax(0,1fr)] items-start gap-x-4 py-3"
        >
          <ProductPicture product={line.product} size={56} first decorative />
          <div>
            <p className="flex flex-wrap items-baseline justify-between gap-x-4">
              <span className="min-w-0">
                {withUnits(line.product.name)}{' '}
                <span className="whitespace-nowrap text-soft">× {line.quantity}</span>
              </span>
              <Price money={sumOf(line)} className="ml-auto font-semibold" />
            </p>
            <Changed line={line} product={line.product} />
          </div>
        </li>
      ))}
    </ul>
  );
}

/** What all of it costs. */
export function Total({ cart }: { cart: ShownCart }) {
  const { say } = useWords();
  return (
    <>
      <p className="flex flex-wrap items-baseline justify-between gap-x-4">
        <span className="font-semibold">{say('cart.total')}</span>
        <Price money={cart.total} className="text-2xl font-bold" />
      </p>
      <p className="mt-1 text-sm text-soft">{say('cart.totalHelp')}</p>
    </>
  );
}

function sumOf({ product: { price }, quantity }: ShownLine) {
  return { ...price, amount: price.amount * quantity };
}
