import { useSyncExternalStore } from 'react';
import { useWords } from '../words/words';
import type { Sending } from './send-taps';
import type { Tap } from './tap';

interface Props {
  taps: readonly Tap[];
  sending: Sending;
  synchronise: () => Promise<void>;
}

/** What the shop has not been told yet, why, and what the courier can do about it. */
export function SendingNote({ taps, sending, synchronise }: Props) {
  const { say, count } = useWords();
  const online = useSyncExternalStore(
    hear,
    () => navigator.onLine,
    () => true,
  );
  const waiting = taps.filter(({ state }) => state === 'waiting').length;
  const sent = taps.some(({ state }) => state === 'sent');
  return (
    <div className="courier-sending" data-waits={waiting > 0 || undefined}>
      <p role="status">
        {waiting > 0 && <strong>{count('courier.unsent', waiting)} </strong>}
        {waiting > 0 && say(sending === 'signedOut' ? 'courier.signedOut' : 'courier.kept')}
        {waiting === 0 && !online && say('courier.offline')}
        {waiting === 0 && online && sent && say('courier.sent')}
      </p>
      {waiting > 0 &&
        (sending === 'signedOut' ? (
          <a href="/sign-in?to=%2Fcourier" className="button" data-kind="quiet">
            {say('signIn.submit')}
          </a>
        ) : (
          <button type="button" className="button" data-kind="quiet" onClick={() => void synchronise()}>
            {say('courier.sendNow')}
          </button>
        ))}
    </div>
  );
}

function hear(changed: () => void): () => void {
  addEventListener('online', changed);
  addEventListener('offline', changed);
  return () => {
    removeEventListener('online', changed);
    removeEventListener('offline', changed);
  };
}
