import { type RefObject, useEffect, useRef } from 'react';
import { useBeforeUnload, useBlocker } from 'react-router';
import { useWords } from '../words/words';

interface Props {
  /** The names of the fields that are not saved. */
  names: readonly string[];
  /** Whether the form was sent since: who saves does not leave. */
  sent: RefObject<boolean>;
}

/** Asks whoever goes elsewhere with something unsaved, and names it. It stays as a draft. */
export function UnsavedQuestion({ names, sent }: Props) {
  const { say } = useWords();
  const dialog = useRef<HTMLDialogElement>(null);
  const leaving = useBlocker(
    ({ currentLocation, nextLocation }) =>
      names.length > 0 && !sent.current && currentLocation.pathname !== nextLocation.pathname,
  );
  useBeforeUnload((event) => {
    if (names.length > 0 && !sent.current) event.preventDefault();
  });
  const asked = leaving.state === 'blocked';
  useEffect(() => {
    if (asked) dialog.current?.showModal();
    else dialog.current?.close();
  }, [asked]);
  return (
    <dialog ref={dialog} aria-labelledby="unsaved" className="admin-dialog" onClose={() => leaving.reset?.()}>
      <h2 id="unsaved">{say('admin.leaveTitle')}</h2>
      <p className="mt-2">{say('admin.leaveUnsaved', { fields: names.join(', ') })}</p>
      <div className="mt-4 flex flex-wrap gap-3">
        <button type="button" className="button" onClick={() => leaving.reset?.()}>
          {say('admin.leaveStay')}
        </button>
        <button type="button" className="button" data-kind="quiet" onClick={() => leaving.proceed?.()}>
          {say('admin.leaveGo')}
        </button>
      </div>
    </dialog>
  );
}
