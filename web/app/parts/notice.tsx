import { type ReactNode, useEffect, useRef } from 'react';

interface Props {
  /** `wrong` is told at once, `done` when whoever reads the screen aloud pauses. */
  kind: 'wrong' | 'done';
  /** What it comes from: when that is another one, it is a new notice, though it says the same. */
  of?: unknown;
  className?: string;
  children: ReactNode;
}

const LOOKS = {
  wrong: 'border-2 border-ember bg-card py-4',
  done: 'bg-tone py-3 font-medium',
};

/** What came of what somebody did. It gets the focus, for the button that did it may be gone, or far away. */
export function Notice({ kind, of, className = '', children }: Props) {
  const note = useRef<HTMLDivElement>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: a new cause is a new notice
  useEffect(() => note.current?.focus(), [of]);
  return (
    <div
      ref={note}
      tabIndex={-1}
      role={kind === 'wrong' ? 'alert' : 'status'}
      className={`mt-5 rounded-xl px-5 ${LOOKS[kind]} ${className}`}
    >
      {children}
    </div>
  );
}
