import type { ReactNode } from 'react';
import { Link, useNavigation } from 'react-router';
import { useWords } from '../words/words';

interface Props {
  /** Where somebody goes who does not save; left out: the page says it elsewhere. */
  back?: string;
  /** The names of the fields that were changed and are not saved, as they stand beside them. */
  unsaved?: readonly string[];
  /** What else can be done with the form. */
  children?: ReactNode;
}

/** The end of a form: what is not saved yet, and the button that saves it, in sight wherever one reads. Ctrl+S presses it. */
export function SaveBar({ back, unsaved = [], children }: Props) {
  const { say } = useWords();
  const sending = useNavigation().formMethod === 'POST';
  return (
    <div className="admin-save">
      {unsaved.length > 0 && <p role="status">{say('admin.unsaved', { fields: unsaved.join(', ') })}</p>}
      {children}
      {back && (
        <Link to={back} className="button" data-kind="quiet">
          {say('admin.cancel')}
        </Link>
      )}
      <button type="submit" className="button" data-save disabled={sending}>
        {say(sending ? 'admin.saving' : 'admin.save')}
      </button>
    </div>
  );
}
