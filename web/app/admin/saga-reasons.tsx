import { Form } from 'react-router';
import { useWords } from '../words/words';
import type { RetriesQuestion } from './act-on-saga.server';
import { AdminTable, type Column } from './admin-table';
import { ConfirmDialog } from './confirm-dialog';
import { Hidden } from './hidden';
import type { SagaReason } from './saga-rows.server';

/** What parked sagas wait for, how many for each, and the button that asks about trying them all again. */
export function SagaReasons({ reasons, mayRetry }: { reasons: readonly SagaReason[]; mayRetry: boolean }) {
  const { say } = useWords();
  if (reasons.length === 0) return null;
  const columns: Column<SagaReason>[] = [
    { title: say('admin.sagas.reason'), cell: ({ reason }) => reason || say('admin.sagas.noReason') },
    { title: say('admin.sagas.step'), cell: ({ step }) => say(`admin.step.${step}`) },
    { title: say('admin.sagas.many'), cell: ({ count }) => count, numeric: true },
    ...(mayRetry
      ? [{ title: say('admin.sagas.act'), cell: (group: SagaReason) => <AskAll group={group} /> }]
      : []),
  ];
  return (
    <section aria-labelledby="reasons" className="mb-6">
      <h2 id="reasons">{say('admin.sagas.reasons')}</h2>
      <AdminTable
        caption={say('admin.sagas.reasons')}
        columns={columns}
        rows={reasons}
        keyOf={({ step, reason }) => `${step} ${reason}`}
        hrefOf={({ step, reason }) => `?${new URLSearchParams({ state: 'parked', step, reason })}`}
        empty={null}
      />
    </section>
  );
}

function AskAll({ group: { step, reason, count: many, orders, key } }: { group: SagaReason }) {
  const { say } = useWords();
  return (
    <Form method="post" preventScrollReset>
      <Hidden values={{ step, reason, count: String(many), expected: String(orders), key }} />
      <button type="submit" name="act" value="ask-all" className="button" data-kind="quiet">
        {say('admin.sagas.retryAll')}
        <span className="sr-only"> {say(`admin.step.${step}`)}</span>
      </button>
    </Form>
  );
}

/** What follows when all that wait for the same are tried again, and the button that has it begun. */
export function RetryAllDialog({ question }: { question: RetriesQuestion }) {
  const { say, count } = useWords();
  const { step, reason, count: many, expected, key } = question;
  return (
    <ConfirmDialog title={count('admin.sagas.retryAllTitle', Number(many))} of={question}>
      <p className="mt-2">
        <strong>{say(`admin.step.${step}`)}</strong>: {reason || say('admin.sagas.noReason')}
      </p>
      <p className="mt-2">{say('admin.sagas.retryAllText')}</p>
      <Form method="post" preventScrollReset className="mt-4">
        <Hidden values={{ step, reason, expected, key }} />
        <button type="submit" name="act" value="retry-all" className="button">
          {say('admin.sagas.retryAll')}
        </button>
      </Form>
    </ConfirmDialog>
  );
}
