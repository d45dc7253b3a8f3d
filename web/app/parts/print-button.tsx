import { useEffect, useState } from 'react';
import { useWords } from '../words/words';

/** Prints the page; there is none without JavaScript, where the browser's own menu does it. */
export function PrintButton() {
  const { say } = useWords();
  const [alive, comeAlive] = useState(false);
  useEffect(() => comeAlive(true), []);
  if (!alive) return null;
  return (
    <button type="button" className="button" data-kind="quiet" onClick={() => window.print()}>
      {say('order.print')}
    </button>
  );
}
