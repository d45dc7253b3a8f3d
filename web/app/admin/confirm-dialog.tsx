import { type ReactNode, useId, useRef } from 'react';
import { useWords } from '../words/words';

interface Props {
  /** What stands on the button that asks. */
  button: string;
  title: string;
  /** The page that asks the same, for whoever has no JavaScript. */
  page: string;
  /** What will happen, and the form that does it. */
  children: ReactNode;
}

/** Asks before something is done: in a dialog, and without JavaScript on a page. Esc closes it, and nothing was done. */
export function ConfirmDialog({ button, title, page, children }: Props) {
  const { say } = useWords();
  const dialog = useRef<HTMLDialogElement>(null);
  const heading = useId();
  return (
    <>
      <a
        href={page}
        className="button"
        data-kind="quiet"
        aria-haspopup="dialog"
        onClick={(event) => {
          if (event.ctrlKey || event.metaKey || event.shiftKey) return;
          event.preventDefault();
          dialog.current?.showModal();
        }}
      >
        {button}
      </a>
      <dialog ref={dialog} aria-labelledby={heading} className="admin-dialog">
        <h2 id={heading}>{title}</h2>
        {children}
        <form method="dialog">
          <button type="submit" className="button" data-kind="quiet">
            {say('admin.dialogClose')}
          </button>
        </form>
      </dialog>
    </>
  );
}
