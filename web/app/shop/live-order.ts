import { useEffect, useState } from 'react';
import { useRevalidator } from 'react-router';
import { isUnderWay } from './progress';
import type { Order, Saga } from './shapes';

const PAUSE = 1_500; // ms between questions where nothing is told by itself

interface Shown {
  order: Order;
  saga: Saga | null;
}

/**
 * An order as it stands: told by the shop as it happens, asked for again where that cannot be had. What was loaded
 * with the page is shown until then.
 */
export function useLiveOrder(loaded: Shown): Shown {
  const [told, tell] = useState<Shown>();
  const [asking, ask] = useState(false);
  const { revalidate, state } = useRevalidator();
  const { id } = loaded.order;
  const shown = told?.order.id === id && !asking ? told : loaded;
  const live = isUnderWay(shown.order, shown.saga);
  useEffect(() => {
    if (!live || asking) return;
    const events = new EventSource(`/api/orders/${id}/events`);
    events.addEventListener('order', (event) =>
      tell(JSON.parse((event as MessageEvent<string>).data) as Shown),
    );
    // The end closes it, and so does an answer that is no stream; a lost connection is opened again by itself.
    const leave = () => {
      events.close();
      ask(true);
    };
    events.addEventListener('end', leave);
    events.addEventListener('error', () => {
      if (events.readyState === EventSource.CLOSED) leave();
    });
    return () => events.close();
  }, [id, live, asking]);
  useEffect(() => {
    if (!live || !asking || state !== 'idle') return;
    const timer = setTimeout(revalidate, PAUSE);
    return () => clearTimeout(timer);
  }, [live, asking, state, revalidate]);
  return shown;
}
