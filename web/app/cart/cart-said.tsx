import { moneyText } from '../words/amounts';
import { useWords } from '../words/words';
import { type CartRow, sumOf } from './cart-rows';
import type { Quantities } from './quantity-saver';

/** Says to readers of the screen what was saved, and what the cart costs now; all others see it. */
export function CartSaid({ saved, rows }: { saved: Quantities; rows: readonly CartRow[] }) {
  const { say, language } = useWords();
  const currency = rows.find(({ line }) => line?.product)?.line?.product?.price.currency;
  const total = currency ? moneyText({ amount: sumOf(rows), currency }, language) : '';
  const said = rows.flatMap(({ line }) =>
    line?.product && Object.hasOwn(saved, line.productId)
      ? [say('cart.saved', { name: line.product.name, quantity: line.quantity, total })]
      : [],
  );
  return (
    <p role="status" className="sr-only">
      {said.join(' ')}
    </p>
  );
}
