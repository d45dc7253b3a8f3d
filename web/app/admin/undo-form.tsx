import { type ReactNode, useEffect, useRef, useState } from 'react';
import { Form } from 'react-router';
import { useWords } from '../words/words';
import type { Undoable } from './undo-products.server';

const SHOWN = 30_000; // ms; then the audit log and a price's history have it, for a day

interface Props {
  changes: readonly Undoable[];
  /** What else is taken back with them: fields that the form sends. */
  children?: ReactNode;
  /** Another one with each page: a new one is shown as long as the first. */
  of: unknown;
  /** Where it is sent; left out: to this page. */
  action?: string;
  /** What the button says; left out: undo. */
  label?: string;
}

/** The way back from what was just done to products. It goes after a while, but not from under somebody's hands. */
export function UndoForm({ changes, children, of, action, label }: Props) {
  const { say } = useWords();
  const form = useRef<HTMLFormElement>(null);
  const [over, setOver] = useState(false);
  // biome-ignore lint/correctness/useExhaustiveDependencies: what is new begins anew
  useEffect(() => {
    setOver(false);
    const go = () => {
      const busy = form.current?.matches(':hover, :focus-within');
      if (busy) timer = setTimeout(go, SHOWN);
      else setOver(true);
    };
    let timer = setTimeout(go, SHOWN);
    return () => clearTimeout(timer);
  }, [of]);
  if (over || (changes.length === 0 && !children)) return null;
  return (
    <Form ref={form} method="post" preventScrollReset className="inline" {...(action && { action })}>
      {changes.map(({ product, change }) => (
        <input key={product} type="hidden" name="undo" value={`${product}:${change}`} />
      ))}
      {children}
      <button type="submit" name="act" value="undo" className="admin-link underline">
        {label ?? say('admin.undo')}
      </button>
    </Form>
  );
}
