import { Form } from 'react-router';
import { useWords } from '../words/words';
import type { SagaQuestion } from './act-on-saga.server';
import { ConfirmDialog } from './confirm-dialog';
import { Hidden } from './hidden';
import type { ListedSaga } from './saga-rows.server';

/** What somebody may do with sagas. */
export interface SagaRights {
  retry: boolean;
  turnBack: boolean;
}

/** The buttons of a saga: what waits is tried again, and an order that is being placed is undone. */
export function SagaActs({ saga, may }: { saga: ListedSaga; may: SagaRights }) {
  const { say } = useWords();
  const { id, number, turnsBack, state, key } = saga;
  const acts = [
    ...(may.retry && state === 'parked' ? [['retry', say('admin.sagas.retry')] as const] : []),
    ...(may.turnBack && turnsBack ? [['ask', say('admin.sagas.turnBack')] as const] : []),
  ];
  if (acts.length === 0) return null;
  return (
    <Form method="post" preventScrollReset className="flex flex-wrap gap-2">
      <Hidden values={{ saga: id, number, key }} />
      {acts.map(([act, text]) => (
        <button key={act} type="submit" name="act" value={act} className="button" data-kind="quiet">
          {text}
          <span className="sr-only"> {number}</span>
        </button>
      ))}
    </Form>
  );
}

/** What follows when an order that is being placed is undone, and the button that has it undone. */
export function TurnBackDialog({ question }: { question: SagaQuestion }) {
  const { say } = useWords();
  const { saga, number, key } = question;
  return (
    <ConfirmDialog title={say('admin.sagas.turnBackTitle', { number })} of={question}>
      <p className="mt-2">{say('admin.sagas.turnBackText')}</p>
      <Form method="post" preventScrollReset className="mt-4">
        <Hidden values={{ saga, key }} />
        <label className="admin-filter">
          {say('admin.sagas.turnBackWhy')}
          <input name="reason" maxLength={500} className="field" />
        </label>
        <button type="submit" name="act" value="turn-back" className="button mt-3">
          {say('admin.sagas.turnBack')}
        </button>
      </Form>
    </ConfirmDialog>
  );
}
