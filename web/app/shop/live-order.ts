import { useEffect, useRef, useState } from 'react';
import { useRevalidator } from 'react-router';
import type { Order, Saga } from './api-types';
import { isOnItsWay, isUnderWay } from './progress';

const PAUSE = 1_500; // ms between questions where nothing is told by itself

interface Shown {
  order: Order;
  saga: Saga | null;
}

/**
 * An order as it stands: told by the shop as it happens, asked for again where that cannot be had. What the page has
 * loaded anew counts more than what was told before.
 */
export function useLiveOrder<Loaded extends Shown>(loaded: Loaded): Shown {
  const [told, tell] = useState<{ since: Loaded; now: Shown }>();
  const [asking, ask] = useState(false);
  const { revalidate, state } = useRevalidator();
  const latest = useRef(loaded);
  latest.current = loaded;
  const shown = told?.since === loaded ? told.now : loaded;
  const { id } = loaded.order;
  const live = isUnderWay(shown.order, shown.saga);
  const follows = live || isOnItsWay(shown.order);
  useEffect(() => {
    if (!follows || asking) return;
    const events = new EventSource(`/api/orders/${id}/events?until=arrived`);
    events.addEventListener('order', ({ data }: MessageEvent<string>) =>
      tell({ since: latest.current, now: JSON.parse(data) as Shown }),
    );
    events.addEventListener('end', () => events.close());
    // A lost connection is opened again by itself; an answer that is no stream closes it.
    events.addEventListener('error', () => ask(events.readyState === EventSource.CLOSED));
    return () => events.close();
  }, [id, follows, asking]);
  useEffect(() => {
    if (!live || !asking || state !== 'idle') return;
    const timer = setTimeout(revalidate, PAUSE);
    return () => clearTimeout(timer);
  }, [live, asking, state, revalidate]);
  useLast(live, revalidate);
  return shown;
}

/** When an order has come to its end, the rest of the page may have news as well: messages, the account. */
function useLast(live: boolean, revalidate: () => Promise<void>): void {
  const was = useRef(live);
  useEffect(() => {
    if (was.current && !live) revalidate();
    was.current = live;
  }, [live, revalidate]);
}
