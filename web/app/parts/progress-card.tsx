import { Link } from 'react-router';
import type { Order, Saga } from '../shop/api-types';
import { useWords } from '../words/words';
import { OrderProgress } from './order-progress';

interface Props {
  order: Order;
  saga: Saga | null;
  stepsAway: boolean;
  inside: boolean;
}

/** The order's way, and for whoever may want to know how it works the way to its saga. */
export function ProgressCard({ order, saga, stepsAway, inside }: Props) {
  const { say } = useWords();
  return (
    <section className="rounded-card border border-line bg-card p-6">
      <h2 className="text-heading">{say('order.progress')}</h2>
      <OrderProgress order={order} saga={saga} />
      {!saga && stepsAway && <p className="mt-4 text-sm text-soft">{say('order.stepsAway')}</p>}
      {inside && (
        <Link
          to={`/orders/${order.id}/saga`}
          reloadDocument
          className="link mt-4 inline-block py-1 print:hidden"
        >
          {say('order.inside')}
        </Link>
      )}
    </section>
  );
}
