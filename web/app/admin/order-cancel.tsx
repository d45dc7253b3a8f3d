import { Form } from 'react-router';
import { Field, Problem } from '../parts/field';
import { useWords } from '../words/words';
import type { NotDone } from './not-done.server';
import type { Doing } from './use-order-presence';

interface Props {
  answer: NotDone | undefined;
  doing: (what: Doing) => void;
}

/** Asks why an order is to be cancelled; what that would write is told before it is done. */
export function OrderCancel({ answer, doing }: Props) {
  const { say } = useWords();
  const state = answer?.act === 'cancel' ? answer.state : undefined;
  return (
    <details
      className="admin-card order-act"
      open={state !== undefined}
      onToggle={({ currentTarget }) => doing(currentTarget.open ? 'cancel' : 'looking')}
    >
      <summary>{say('admin.order.cancel')}</summary>
      <Form method="post" preventScrollReset>
        <Problem state={state} />
        <Field name="reason" label={say('admin.account.reason')} maxLength={500} required state={state} />
        <p className="mt-1 text-sm text-soft">{say('admin.order.reasonIsOurs')}</p>
        <button type="submit" name="act" value="foretell-cancel" className="button mt-3">
          {say('admin.order.foretell')}
        </button>
      </Form>
    </details>
  );
}
