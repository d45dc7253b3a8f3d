import { type FormEvent, useCallback, useRef } from 'react';
import { Form, Link } from 'react-router';
import { MiniCart } from '../cart/mini-cart';
import { isPutIn, useAddToCart } from '../cart/use-add-to-cart';
import type { Product } from '../shop/api-types';
import { useWords } from '../words/words';
import { useTold } from './cart-told';

/** Puts a product into the cart. Without JavaScript the cart is shown then, with it one stays here. */
export function AddToCart({ product }: { product: Product }) {
  const { say } = useWords();
  const { sending, added, add, close } = useAddToCart(product);
  const tell = useTold();
  const button = useRef<HTMLButtonElement>(null);
  const pressed = useRef<HTMLElement>(null);
  const told = added?.answer?.told[0];
  const isIn = added && isPutIn(added);
  const stay = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    pressed.current = (event.nativeEvent as SubmitEvent).submitter;
    const quantity = Number(new FormData(event.currentTarget).get('quantity'));
    if (Number.isInteger(quantity) && quantity > 0) add(quantity);
  };
  const dismiss = useCallback(() => {
    close();
    // The one that was pressed may be the one at the page's edge, which is not there any more.
    const back = pressed.current?.checkVisibility({ visibilityProperty: true }) ? pressed : button;
    back.current?.focus();
  }, [close]);
  if (product.availability === 'out') return null;
  return (
    <>
      <Form id="add-to-cart" data-offline="own" method="post" action="/cart" onSubmit={stay} className="mt-6">
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
          <button ref={button} type="submit" name="add" value="1" className="button grow" aria-busy={sending}>
            {say('cart.add')}
          </button>
        </div>
        <p
          role="status"
          className={`mt-3 min-h-7 font-medium ${told?.what === 'added' ? 'text-pine' : 'text-ember'}`}
        >
          {added && !sending && (
            <>
              {added.answer ? told && tell(told) : say('unsent.added')}{' '}
              {!isIn && (
                <Link to="/cart" className="link">
                  {say('cart.goTo')}
                </Link>
              )}
            </>
          )}
        </p>
      </Form>
      {isIn && !sending && <MiniCart product={product} added={added} close={dismiss} />}
    </>
  );
}
