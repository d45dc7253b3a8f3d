import type { Order } from '../shop/api-types';
import { moneyText } from '../words/amounts';
import { useWords } from '../words/words';

/** Ways to the invoice of an order that was paid, and to the credit note of each refund that has arrived. */
export function PaperLinks({ order }: { order: Order }) {
  const { say, language } = useWords();
  if (order.money === 'none' || order.money === 'held') return null;
  const path = `/api/orders/${order.id}/invoice.pdf`;
  const arrived = (order.refunds ?? []).filter(({ state }) => state === 'settled');
  return (
    <>
      <a href={path} className="button" data-kind="quiet" type="application/pdf">
        {say('papers.invoice')}
      </a>
      {arrived.map(({ id, amount }) => (
        <a
          key={id}
          href={`${path}?refund=${id}`}
          className="button"
          data-kind="quiet"
          type="application/pdf"
          suppressHydrationWarning
        >
          {say('papers.creditNote', { amount: moneyText(amount, language) })}
        </a>
      ))}
    </>
  );
}
