import { useEffect, useRef } from 'react';
import { useWords } from '../words/words';

/** The place of a line that was taken out, with the way back. It has the focus, which was on the line. */
export function RemovedLine({ name, undo }: { name: string; undo: () => void }) {
  const { say } = useWords();
  const button = useRef<HTMLButtonElement>(null);
  useEffect(() => button.current?.focus(), []);
  return (
    <p className="flex flex-wrap items-center gap-x-4 gap-y-1">
      <span role="status" className="min-w-0 text-soft">
        {say('cart.removed', { name })}
      </span>
      <button
        ref={button}
        type="button"
        aria-label={say('cart.undoOf', { name })}
        className="link min-h-11 cursor-pointer px-2 font-medium"
        onClick={undo}
      >
        {say('cart.undo')}
      </button>
    </p>
  );
}
