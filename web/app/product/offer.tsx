import { Link } from 'react-router';
import { AddToCart } from '../parts/add-to-cart';
import { Availability } from '../parts/product-grid';
import type { ProductDetails } from '../shop/api-types';
import { Price } from '../words/formats';
import { useOnDay } from '../words/on-day';
import { useWords } from '../words/words';
import { TellMe } from './tell-me';

interface Props {
  shown: ProductDetails;
  /** The first day with a free courier; null where there is none, and instead of it all where nobody knows. */
  delivery: { first: string | null } | null;
  /** The reminder of whoever waits for it. */
  waits: string | undefined;
}

/** What a product costs, when it comes and what if one changes one's mind, with the button. */
export function Offer({ shown, delivery, waits }: Props) {
  const { say } = useWords();
  const onDay = useOnDay();
  const first = delivery?.first;
  const arrival = first
    ? say('product.delivery', { day: onDay(first) })
    : say(delivery ? 'product.noDelivery' : 'product.noDays');
  return (
    <div className="mt-7 rounded-card border border-line bg-card p-5 sm:p-6">
      <Price money={shown.price} className="text-3xl font-bold" />
      {shown.lowestBefore && (
        <p className="mt-1 text-sm">
          {say('product.reduced')} <Price money={shown.lowestBefore} />
        </p>
      )}
      <p className="mt-1 text-sm text-soft">{say('product.tax')}</p>
      <ul className="mt-5 space-y-1.5">
        <li>
          <Availability product={shown} />
        </li>
        {shown.availability !== 'out' && (
          <li suppressHydrationWarning className="font-medium">
            {arrival}
          </li>
        )}
      </ul>
      <AddToCart key={shown.id} product={shown} />
      {shown.availability === 'out' && <TellMe id={shown.id} waits={waits} />}
      <ul className="mt-4 space-y-2 border-t border-line pt-4 text-sm text-soft">
        <li>{say('product.promise')}</li>
        <li>
          {say('product.returns')}{' '}
          <Link to="/terms" className="link">
            {say('terms.title')}
          </Link>
        </li>
      </ul>
    </div>
  );
}
