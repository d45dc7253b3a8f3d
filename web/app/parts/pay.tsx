import { type FormEvent, useEffect, useRef } from 'react';
import type { Money } from '../shop/api-types';
import { usePaying } from '../shop/paying';
import { moneyText } from '../words/amounts';
import { useWords } from '../words/words';

interface Props {
  /** The Idempotency-Key: made before this page was sent, the same after a reload, in the cookie too. */
  attempt: string;
  total: Money;
  unknown: boolean;
}

/** The button that pays once, however often it is pressed. */
export function Pay({ attempt, total, unknown }: Props) {
  const { say, language } = useWords();
  const form = useRef<HTMLFormElement>(null);
  const { state, pay, wasPaying } = usePaying(attempt);
  const send = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    pay(new FormData(event.currentTarget));
  };
  useEffect(() => {
    // The page was left or loaded again before the answer came: the same key finds out what became of it.
    if (form.current && (unknown || wasPaying())) pay(new FormData(form.current));
  }, [unknown, pay, wasPaying]);
  const doubt = state === 'unknown' || (state === 'idle' && unknown);
  return (
    <form ref={form} method="post" action="/checkout/pay" data-offline="own" onSubmit={send} className="mt-6">
      <input type="hidden" name="key" value={attempt} />
      <input type="hidden" name="amount" value={total.amount} />
      <input type="hidden" name="currency" value={total.currency} />
      <div role="status">
        {state !== 'idle' && !doubt && (
          <p className="mb-4">{say(state === 'slow' ? 'pay.slow' : 'pay.sending')}</p>
        )}
        {doubt && (
          <p className="mb-4 rounded-xl border-2 border-ember bg-card px-5 py-3.5 font-medium">
            {say('pay.unknown')}
          </p>
        )}
      </div>
      {unknown && (
        <noscript>
          <meta httpEquiv="refresh" content="5" />
        </noscript>
      )}
      <button
        type="submit"
        className="button w-full text-lg"
        aria-busy={state !== 'idle'}
        suppressHydrationWarning
      >
        {state === 'idle'
          ? say(unknown ? 'pay.findOut' : 'pay.now', { total: moneyText(total, language) })
          : say('pay.busy')}
      </button>
      <p className="mt-3 text-center text-sm text-soft">{say('pay.promise')}</p>
    </form>
  );
}
