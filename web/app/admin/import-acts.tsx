import { Form, useNavigation } from 'react-router';
import type { WholeImport } from '../shop/api-types';
import { Moment } from '../words/formats';
import { useWords } from '../words/words';

/** What can be done with an import: apply it, compare it again, take it back. */
export function ImportActs({ one, formKey }: { one: WholeImport; formKey: string }) {
  const { say, count } = useWords();
  const isBusy = useNavigation().state === 'submitting';
  const { state, counts, undoableUntil, problem } = one;
  const changes = counts.new + counts.changed;
  const mayApply = state === 'checked' && counts.wrong === 0 && changes > 0;
  if (state !== 'checked' && !undoableUntil) return null;
  const button = (act: string, text: string, kind?: 'quiet') => (
    <button type="submit" name="act" value={act} className="button" data-kind={kind} disabled={isBusy}>
      {text}
    </button>
  );
  return (
    <Form method="post" preventScrollReset className="admin-import-acts">
      <input type="hidden" name="key" value={formKey} />
      {mayApply &&
        problem?.code !== 'import_outdated' &&
        button('apply', count('admin.imports.apply', changes))}
      {state === 'checked' && button('again', say('admin.imports.compareAgain'), 'quiet')}
      {undoableUntil && (
        <>
          {button('undo', say('admin.imports.undo'), 'quiet')}
          <span className="text-soft">
            {say('admin.imports.until')} <Moment at={undoableUntil} />
          </span>
        </>
      )}
    </Form>
  );
}
