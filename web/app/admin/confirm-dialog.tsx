import { type ReactNode, useEffect, useId, useRef } from 'react';
import { useWords } from '../words/words';

interface Props {
  title: string;
  /** What it asks about: another one opens it again. */
  of: unknown;
  /** What would happen, and the form that has it happen. */
  children: ReactNode;
}

/**
 * A dialog that the answer to a form brings along: it says what would happen before it does. Without scripts it stands
 * open on the page; with them it lies over it, and Esc leaves everything as it is.
 */
export function ConfirmDialog({ title, of, children }: Props) {
  const { say } = useWords();
  const dialog = useRef<HTMLDialogElement>(null);
  const no = useRef<HTMLButtonElement>(null);
  const name = useId();
  // biome-ignore lint/correctness/useExhaustiveDependencies: another question opens it again
  useEffect(() => {
    dialog.current?.close();
    dialog.current?.showModal();
    // Whoever presses Enter without reading has done nothing.
    no.current?.focus();
  }, [of]);
  return (
    <dialog ref={dialog} open aria-labelledby={name} className="admin-dialog admin-dialog-open">
      <h2 id={name}>{title}</h2>
      {children}
      <form method="dialog" className="mt-3">
        <button ref={no} type="submit" className="button" data-kind="quiet">
          {say('admin.confirm.no')}
        </button>
      </form>
    </dialog>
  );
}
