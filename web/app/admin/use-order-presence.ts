import { useCallback, useEffect, useRef, useState } from 'react';
import type { Presence } from '../shop/api-types';

const EVERY = 10_000; // ms
export type Doing = Presence['others'][number]['doing'];

/**
 * Tells the shop that somebody has an order open while its page is seen, and what they are doing there. Answers who else
 * is there, and the mark of how the order stands now: another one than the page's own says that something has changed.
 */
export function useOrderPresence(order: string, doing: Doing): Partial<Presence> {
  const [presence, setPresence] = useState<Partial<Presence>>({});
  const now = useRef(doing);
  now.current = doing;
  const path = `/api/orders/${order}/presence`;
  const beat = useCallback(async () => {
    if (document.visibilityState !== 'visible') return;
    const answer = await fetch(path, {
      method: 'PUT',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ doing: now.current }),
    }).catch(() => undefined);
    // Without an answer the last one stays: in half a minute nobody is there for the others either.
    if (answer?.ok) setPresence((await answer.json()) as Presence);
  }, [path]);
  useEffect(() => {
    const timer = setInterval(beat, EVERY);
    const leave = () => void fetch(path, { method: 'DELETE', keepalive: true }).catch(() => {});
    document.addEventListener('visibilitychange', beat);
    addEventListener('pagehide', leave);
    return () => {
      clearInterval(timer);
      document.removeEventListener('visibilitychange', beat);
      removeEventListener('pagehide', leave);
      leave();
    };
  }, [beat, path]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: whatever somebody does next is told at once
  useEffect(() => void beat(), [beat, doing]);
  const { mark } = presence;
  // biome-ignore lint/correctness/useExhaustiveDependencies: the stream ends with what was going on; a change begins another
  useEffect(() => {
    const events = new EventSource(`/api/orders/${order}/events?until=arrived`);
    events.addEventListener('order', () => void beat());
    events.addEventListener('end', () => events.close());
    return () => events.close();
  }, [order, mark, beat]);
  return presence;
}
