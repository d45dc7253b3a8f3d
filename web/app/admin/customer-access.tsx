import { Form } from 'react-router';
import { Field, Problem } from '../parts/field';
import { useWords } from '../words/words';
import type { NotDone } from './adjust-account.server';

interface Props {
  blocked: boolean;
  answer: NotDone | undefined;
}

/** Keeps somebody out of the shop, or lets them in again, and says what follows. */
export function CustomerAccess({ blocked, answer }: Props) {
  const { say } = useWords();
  const act = blocked ? 'unblock' : 'block';
  const state = answer?.act === act ? answer.state : undefined;
  return (
    <section className="admin-card">
      <h2>{say('admin.customer.access')}</h2>
      <p>{say(`admin.customer.${act}Follows`)}</p>
      <details className="mt-1" open={state !== undefined}>
        <summary className="admin-link cursor-pointer">{say(`admin.customer.${act}`)}</summary>
        <Form method="post" preventScrollReset>
          <Problem state={state} />
          <Field name="reason" label={say('admin.account.reason')} maxLength={500} optional state={state} />
          <button type="submit" name="act" value={act} className="button mt-3">
            {say(`admin.customer.${act}Now`)}
          </button>
        </Form>
      </details>
    </section>
  );
}
