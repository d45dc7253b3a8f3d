import type { FormEvent } from 'react';
import { Link, useFetcher } from 'react-router';
import type { action } from '../routes/cart';
import type { Product } from '../shop/api-types';
import { useWords } from '../words/words';
import { useTold } from './cart-told';

/** Puts a product into the cart. Without JavaScript the cart is shown then, with it one stays here. */
export function AddToCart({ product }: { product: Product }) {
  const { say } = useWords();
  const fetcher = useFetcher<typeof action>();
  const sending = fetcher.state !== 'idle';
  const tell = useTold();
  const told = fetcher.data?.told[0];
  const stay = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    if (sending) return;
    const form = new FormData(event.currentTarget);
    form.set('add', '1');
    form.set('stay', '1');
    fetcher.submit(form, { method: 'post', action: '/cart' });
  };
  if (product.availability === 'out') return null;
  return (
    <fetcher.Form method="post" action="/cart" onSubmit={stay} className="mt-6">
      <input type="hidden" name="product" value={product.id} />
      <div className="flex flex-wrap gap-3">
        <input
          type="number"
          inputMode="numeric"
          name="quantity"
          aria-label={say('cart.quantity')}
          min={1}
          max={99}
          defaultValue={1}
          className="field max-w-20"
          required
        />
        <button type="submit" name="add" value="1" className="button grow" aria-busy={sending}>
          {say('cart.add')}
        </button>
      </div>
      <p
        role="status"
        className={`mt-3 min-h-7 font-medium ${told?.what === 'added' ? 'text-pine' : 'text-ember'}`}
      >
        {told && !sending && (
          <>
            {tell(told)}{' '}
            <Link to="/cart" className="link">
              {say('cart.goTo')}
            </Link>
          </>
        )}
      </p>
    </fetcher.Form>
  );
}
