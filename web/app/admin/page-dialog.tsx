import type { MouseEvent, ReactNode, RefObject } from 'react';
import { useWords } from '../words/words';

interface Props {
  dialog: RefObject<HTMLDialogElement | null>;
  title: string;
  children: ReactNode;
}

/** A dialog that shows what a page shows too. */
export function PageDialog({ dialog, title, children }: Props) {
  const { say } = useWords();
  return (
    <dialog ref={dialog} aria-label={title} className="admin-dialog">
      <h2>{title}</h2>
      {children}
      <form method="dialog" className="mt-4">
        <button type="submit" className="button" data-kind="quiet">
          {say('admin.dialogClose')}
        </button>
      </form>
    </dialog>
  );
}

/** A link to such a page opens the dialog instead, unless somebody wants it in a tab of its own. */
export function opens(dialog: RefObject<HTMLDialogElement | null>) {
  return (event: MouseEvent) => {
    if (event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    dialog.current?.showModal();
  };
}
