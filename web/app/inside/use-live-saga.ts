import { useEffect, useRef, useState } from 'react';
import { useRevalidator } from 'react-router';
import type { Saga } from '../shop/api-types';

const BETWEEN = 400; // ms, at least, between two questions for the participants' rows

/**
 * An order's sagas as they happen. What is pushed is the log, shown at once; the participants' rows beside it are asked for
 * then. Of what was pushed and what was loaded the one that has come further counts: answers overtake each other.
 */
export function useLiveSaga(order: string, loaded: Saga, live: boolean): Saga {
  const [pushed, push] = useState<Saga>();
  const { revalidate } = useRevalidator();
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  useEffect(() => {
    if (!live) return;
    const events = new EventSource(`/api/orders/${order}/events`);
    const askForRows = () => {
      timer.current ??= setTimeout(() => {
        timer.current = undefined;
        revalidate();
      }, BETWEEN);
    };
    events.addEventListener('order', ({ data }: MessageEvent<string>) => {
      push((JSON.parse(data) as { saga: Saga }).saga);
      askForRows();
    });
    events.addEventListener('end', () => events.close());
    return () => events.close();
  }, [order, live, revalidate]);
  useEffect(() => () => clearTimeout(timer.current), []);
  return pushed && reach(pushed) > reach(loaded) ? pushed : loaded;
}

/** How far sagas have come: it only grows. */
function reach({ sagas, steps }: Saga): number {
  const ended = steps.filter(({ endedAt }) => endedAt).length;
  const tries = steps.reduce((sum, { attempts }) => sum + attempts, 0);
  return sagas.filter(({ endedAt }) => endedAt).length + steps.length + ended + tries;
}
