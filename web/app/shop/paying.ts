import { useCallback, useEffect, useRef, useState } from 'react';
import { useNavigate } from 'react-router';
import { newClick } from './click';

const SLOW = 4_000; // ms after which somebody is told that it takes longer
const FIRST_PAUSE = 700; // ms before a lost answer is asked for again; doubled each time
const LONGEST_PAUSE = 8_000;
const OWED = 5 * 60_000; // ms; whoever comes back later presses Pay again

type State = 'idle' | 'sending' | 'slow' | 'unknown';

/**
 * Sends an order and asks again, with the same key, until somebody says what became of it. `wasPaying` tells after a
 * reload whether this key was sent before and its answer is still owed.
 */
export function usePaying(key: string) {
  const [state, turn] = useState<State>('idle');
  const busy = useRef(false);
  const gone = useRef<AbortController>(null);
  const navigate = useNavigate();
  useEffect(() => {
    const leaving = new AbortController();
    gone.current = leaving;
    return () => leaving.abort();
  }, []);
  const pay = useCallback(
    async (form: FormData) => {
      if (busy.current) return;
      busy.current = true;
      note(key, true);
      turn('sending');
      const timer = setTimeout(() => turn((now) => (now === 'sending' ? 'slow' : now)), SLOW);
      const to = await outcome(form, () => turn('unknown'), gone.current?.signal);
      clearTimeout(timer);
      busy.current = false;
      if (to === undefined) return;
      note(key, false);
      await navigate(to, { replace: to.startsWith('/checkout/') });
      turn('idle');
    },
    [key, navigate],
  );
  const wasPaying = useCallback(() => noted(key), [key]);
  return { state, pay, wasPaying };
}

/** Where to go on; asks until it is known. Undefined when the page was left. */
async function outcome(
  form: FormData,
  doubt: () => void,
  signal: AbortSignal | undefined,
): Promise<string | undefined> {
  const click = newClick();
  for (let pause = FIRST_PAUSE; !signal?.aborted; pause = Math.min(pause * 2, LONGEST_PAUSE)) {
    try {
      const headers = { accept: 'application/json', ...click() };
      const answer = await fetch('/checkout/pay', {
        method: 'POST',
        body: new URLSearchParams(form as never),
        headers,
      });
      const { to } = (await answer.json()) as { to?: string };
      if (answer.ok && to) return to;
      if (answer.status < 500) return `/checkout/review?before=${form.get('key')}`; // nothing was sent on
    } catch {
      // No answer, or half of one: it may have been placed.
    }
    doubt();
    await new Promise((resolve) => setTimeout(resolve, pause));
  }
  return undefined;
}

const NOTED = 'sagashop-paying';

function note(key: string, paying: boolean): void {
  try {
    if (paying) sessionStorage.setItem(NOTED, `${key} ${Date.now()}`);
    else sessionStorage.removeItem(NOTED);
  } catch {
    // A browser that keeps nothing: after a reload Pay has to be pressed again, with the same key.
  }
}

function noted(key: string): boolean {
  try {
    const [which, since] = (sessionStorage.getItem(NOTED) ?? '').split(' ');
    return which === key && Date.now() - Number(since) < OWED;
  } catch {
    return false;
  }
}
