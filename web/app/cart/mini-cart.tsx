import { useEffect } from 'react';
import { Link } from 'react-router';
import { CheckIcon, CrossIcon } from '../frame/icons';
import { ProductPicture } from '../parts/product-picture';
import type { Product } from '../shop/api-types';
import { Price } from '../words/formats';
import { withUnits } from '../words/with-units';
import { useWords } from '../words/words';
import type { Added } from './use-add-to-cart';

interface Props {
  product: Product;
  added: Added;
  close: () => void;
}

/** What was just put in, and the ways on. It takes neither the focus nor the page: who wants to goes on looking. */
export function MiniCart({ product, added: { quantity, answer }, close }: Props) {
  const { say, count } = useWords();
  useEffect(() => {
    const onKey = ({ key }: KeyboardEvent) => key === 'Escape' && close();
    addEventListener('keydown', onKey);
    return () => removeEventListener('keydown', onKey);
  }, [close]);
  return (
    <aside aria-labelledby="mini-cart" className="mini-cart">
      <div className="flex items-start justify-between gap-3">
        <h2
          id="mini-cart"
          className={`flex items-center gap-2 font-sans text-lg ${answer ? 'text-pine' : 'text-ember'}`}
        >
          {answer && <CheckIcon className="size-5 shrink-0" />}
          {say(answer ? 'miniCart.title' : 'unsent.title')}
        </h2>
        <button
          type="button"
          aria-label={say('miniCart.close')}
          onClick={close}
          className="-mr-2 -mt-2 grid size-11 shrink-0 cursor-pointer place-items-center rounded-full hover:bg-tone"
        >
          <CrossIcon className="size-5" />
        </button>
      </div>
      <div className="mt-2 grid grid-cols-[4.5rem_1fr] items-center gap-4">
        <ProductPicture product={product} size={72} first decorative />
        <div className="min-w-0">
          <p className="font-medium">{withUnits(product.name)}</p>
          <p className="mt-0.5 flex flex-wrap gap-x-3 text-soft">
            <span>{say('miniCart.quantity', { quantity })}</span>
            <Price money={{ ...product.price, amount: product.price.amount * quantity }} />
          </p>
        </div>
      </div>
      {!answer && <p className="mt-3 text-sm text-soft">{say('unsent.help')}</p>}
      {answer?.total && (
        <p className="mt-4 flex flex-wrap items-baseline justify-between gap-x-4 border-t border-line pt-3">
          <span>{count('miniCart.total', answer.count)}</span>
          <Price money={answer.total} className="text-lg font-bold" />
        </p>
      )}
      <p className="mt-4 grid grid-cols-1 gap-2 min-[22rem]:grid-cols-2">
        <Link to="/cart" className="button px-3 text-center" data-kind="quiet">
          {say('cart.goTo')}
        </Link>
        {answer && (
          <Link to="/checkout" className="button px-3 text-center">
            {say('miniCart.checkout')}
          </Link>
        )}
      </p>
    </aside>
  );
}
