import type { PricedCart } from '../shop/priced-cart.server';
import { Price } from '../words/formats';
import { useWords } from '../words/words';
import { type CartRow, sumOf } from './cart-rows';

/** What the cart costs, and the way to the checkout; part of the cart's form. */
export function CartSum({ cart, rows }: { cart: PricedCart; rows: readonly CartRow[] }) {
  const { say } = useWords();
  const total = cart.total && { ...cart.total, amount: sumOf(rows) };
  return (
    <section
      aria-label={say('cart.total')}
      className="rounded-card border border-line bg-card p-6 lg:sticky lg:top-6"
    >
      {total && (
        <p className="flex flex-wrap items-baseline justify-between gap-x-4">
          <span className="font-medium">{say('cart.total')}</span>
          <Price money={total} className="text-2xl font-bold" />
        </p>
      )}
      <p className="mt-1 text-sm text-soft">{say('cart.totalHelp')}</p>
      {cart.orderable ? (
        <>
          {cart.lines.map(({ productId, product }) => (
            <input
              key={productId}
              type="hidden"
              name="seen"
              value={`${productId}.${product?.price.amount}`}
            />
          ))}
          <button type="submit" name="to" value="checkout" className="button mt-5 w-full">
            {say('cart.checkout')}
          </button>
        </>
      ) : (
        <p role="status" className="mt-5 font-medium text-ember">
          {say('cart.notOrderable')}
        </p>
      )}
      <p className="mt-4 text-sm text-soft">{say('product.promise')}</p>
    </section>
  );
}
