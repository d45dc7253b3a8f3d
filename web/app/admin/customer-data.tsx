import { Form } from 'react-router';
import { Field, Problem } from '../parts/field';
import { useWords } from '../words/words';
import type { NotDone } from './adjust-account.server';

interface Props {
  id: string;
  /** Whether they can be erased: somebody who works here is a customer first. */
  erasable: boolean;
  answer: NotDone | undefined;
}

/** What an owner does when somebody asks what the shop has about them: hands it over, or erases it. */
export function CustomerData({ id, erasable, answer }: Props) {
  const { say } = useWords();
  return (
    <section className="admin-card">
      <h2>{say('admin.customer.data')}</h2>
      <p>{say('admin.customer.exportHint')}</p>
      {/* A file: the page stays as it is. */}
      <Form method="post" action={`/admin/customers/${id}/export`} reloadDocument className="mb-2">
        <button type="submit" className="button" data-kind="quiet">
          {say('admin.customer.export')}
        </button>
      </Form>
      {erasable && <Erase state={answer?.act === 'erase' ? answer.state : undefined} />}
    </section>
  );
}

/** Says what goes and what stays, and takes a reason. */
function Erase({ state }: { state: NotDone['state'] | undefined }) {
  const { say } = useWords();
  return (
    <details open={state !== undefined}>
      <summary className="admin-link cursor-pointer">{say('admin.customer.erase')}</summary>
      <Form method="post">
        <Problem state={state} />
        <p>{say('admin.customer.eraseGoes')}</p>
        <p className="mt-2">{say('admin.customer.eraseStays')}</p>
        <p className="mt-2 font-semibold">{say('admin.customer.eraseFinal')}</p>
        <Field name="reason" label={say('admin.account.reason')} maxLength={500} required state={state} />
        <button type="submit" name="act" value="erase" className="button mt-3">
          {say('admin.customer.eraseNow')}
        </button>
      </Form>
    </details>
  );
}
