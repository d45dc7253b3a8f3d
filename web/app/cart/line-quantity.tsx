import { useId } from 'react';
import { useTold } from '../parts/cart-told';
import { MOST_OF_ONE } from '../shop/cart';
import type { Told } from '../shop/change-cart.server';
import type { PricedLine } from '../shop/priced-cart.server';
import { useWords } from '../words/words';
import { RemoveLine } from './remove-line';
import { Stepper } from './stepper';
import type { CartEdits } from './use-cart-edits';

interface Props {
  line: PricedLine;
  product: NonNullable<PricedLine['product']>;
  /** Its place in the list. */
  at: number;
  edits: CartEdits;
  typed: string | undefined;
  told: Told | undefined;
}

/** How many of a line, up to what is left of it, and the button that takes it out. */
export function LineQuantity({ line, at, edits, product, typed, told }: Props) {
  const { say, count, language } = useWords();
  const tell = useTold();
  const id = useId();
  const most = product.left ?? MOST_OF_ONE;
  const full = line.quantity === most;
  const why = product.left
    ? count('cart.capLeft', product.left)
    : say('cart.capMost', { most: most.toLocaleString(language) });
  return (
    <>
      <div className="mt-3 flex flex-wrap items-center gap-x-4 gap-y-2">
        {product.availability !== 'out' && (
          <Stepper
            product={line.productId}
            name={product.name}
            {...{ most, typed }}
            quantity={line.quantity}
            described={told || full ? id : undefined}
            set={(quantity) => edits.set(line.productId, quantity)}
          />
        )}
        <noscript>
          <button type="submit" className="button" data-kind="quiet">
            {say('cart.update')}
          </button>
        </noscript>
        <RemoveLine {...{ line, at, edits }} name={product.name} />
      </div>
      <p id={id} role={told ? 'alert' : 'status'} className="text-sm font-medium text-ember not-empty:mt-2">
        {told ? tell(told) : full && why}
      </p>
    </>
  );
}
