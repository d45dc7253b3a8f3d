import { useEffect, useRef } from 'react';
import { Form, Link } from 'react-router';
import type { Order } from '../shop/api-types';
import { boughtId } from '../shop/goods';
import type { Texts } from '../words/words';
import { useWords } from '../words/words';

/** What came of ordering again, where not all of it is in the cart now. */
export interface AgainTold {
  some: boolean;
  missing: { productId: string; why: 'gone' | 'out' | 'full' }[];
}

const WHY = {
  gone: 'again.gone',
  out: 'refused.noneLeft',
  full: 'again.full',
} as const satisfies Record<string, keyof Texts>;

/** Puts what an order had into the cart once more; `quiet` where there are several orders. */
export function OrderAgain({ order, quiet }: { order: Pick<Order, 'id' | 'number'>; quiet?: boolean }) {
  const { say } = useWords();
  return (
    <Form method="post" action={`/orders/${order.id}`} className="relative z-10 print:hidden">
      <button
        type="submit"
        name="act"
        value="again"
        className={quiet ? 'link cursor-pointer py-1.5' : 'button'}
        data-kind="quiet"
      >
        {say('order.again')}
        {quiet && <span className="sr-only"> {say('order.title', { number: order.number })}</span>}
      </button>
    </Form>
  );
}

/** What of an order is in the cart now and what is not, and why; it gets the focus. */
export function AgainNote({ told, order }: { told: AgainTold; order: Pick<Order, 'lines'> }) {
  const { say } = useWords();
  const note = useRef<HTMLDivElement>(null);
  useEffect(() => note.current?.focus(), []);
  const nameOf = (id: string) => order.lines.find((line) => boughtId(line) === id)?.name ?? id;
  return (
    <div
      role="status"
      tabIndex={-1}
      ref={note}
      className="mb-6 rounded-xl border-2 border-ember bg-card px-5 py-4 print:hidden"
    >
      <p className="font-medium">{say(told.some ? 'again.some' : 'again.none')}</p>
      <ul className="mt-2 space-y-1">
        {told.missing.map(({ productId, why }) => (
          <li key={productId}>{say(WHY[why], { name: nameOf(productId) })}</li>
        ))}
      </ul>
      {told.some && (
        <Link to="/cart" className="link mt-2 inline-block py-1">
          {say('cart.goTo')}
        </Link>
      )}
    </div>
  );
}
