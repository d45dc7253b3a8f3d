import { Moment } from '../words/formats';
import { useWords } from '../words/words';
import type { Draft } from './drafts';

interface Props {
  draft: Draft;
  restore: () => void;
  discard: () => void;
}

/** Says that somebody had typed more than is saved, and what to do with it. */
export function DraftNote({ draft, restore, discard }: Props) {
  const { say } = useWords();
  return (
    <div role="status" className="admin-draft">
      <p>
        {say('admin.draft')} <Moment at={draft.at} />
      </p>
      <button type="button" className="button" data-kind="quiet" onClick={restore}>
        {say('admin.draftRestore')}
      </button>
      <button type="button" className="button" data-kind="quiet" onClick={discard}>
        {say('admin.draftDiscard')}
      </button>
    </div>
  );
}
