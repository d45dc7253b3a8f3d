import { useEffect, useRef, useState } from 'react';
import { useLocation, useRevalidator } from 'react-router';
import { useTold } from '../parts/cart-told';
import { useWords } from '../words/words';
import { type Arrived, sendUnsent } from './send-unsent';
import type { UnsentAdd } from './unsent-adds';

const AGAIN = 10_000; // ms

/** Sends what was put in without a connection, as soon as there is one, and says what waits and what has arrived. */
export function UnsentNote({ unsent }: { unsent: readonly UnsentAdd[] }) {
  const { say, count } = useWords();
  const tell = useTold();
  const arrived = useSending(unsent);
  const isIn = arrived.filter(({ told }) => !told || told.quantity > 0);
  const wrong = arrived.flatMap(({ name, told }) => (told && told.what !== 'added' ? [{ name, told }] : []));
  const waiting = unsent.reduce((sum, { quantity }) => sum + quantity, 0);
  return (
    <div role="status" className="bg-tone px-4 text-center text-sm font-medium not-empty:py-2.5">
      {waiting > 0 && <p>{count('unsent.waiting', waiting)}</p>}
      {isIn.length > 0 && <p>{say('unsent.arrived', { names: isIn.map(({ name }) => name).join(', ') })}</p>}
      {wrong.map(({ name, told }) => (
        <p key={told.product} className="text-ember">
          {say('unsent.refused', { name, why: tell(told) })}
        </p>
      ))}
    </div>
  );
}

function useSending(unsent: readonly UnsentAdd[]): readonly Arrived[] {
  const [arrived, arrive] = useState<readonly Arrived[]>([]);
  const { revalidate } = useRevalidator();
  const { pathname } = useLocation();
  const fresh = useRef(revalidate);
  fresh.current = revalidate;
  // biome-ignore lint/correctness/useExhaustiveDependencies: what has arrived was read when somebody has gone on
  useEffect(() => arrive([]), [pathname]);
  // The page without a connection is left as soon as there is one: the page after it sends, and says so.
  const leaving = pathname === '/offline';
  useEffect(() => {
    if (unsent.length === 0 || leaving) return;
    const send = async () => {
      if (!navigator.onLine) return;
      const found = await sendUnsent(unsent);
      if (found.length === 0) return;
      arrive((before) => [...before, ...found]);
      fresh.current();
    };
    send();
    addEventListener('online', send);
    const timer = setInterval(send, AGAIN);
    return () => {
      removeEventListener('online', send);
      clearInterval(timer);
    };
  }, [unsent, leaving]);
  return arrived;
}
