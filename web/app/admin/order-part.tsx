import { Form } from 'react-router';
import { Field, Problem } from '../parts/field';
import type { Order } from '../shop/api-types';
import { useWords } from '../words/words';
import type { NotDone } from './not-done.server';
import { RefundPieces } from './refund-pieces';
import type { Doing } from './use-order-presence';

interface Props {
  order: Order;
  answer: NotDone | undefined;
  doing: (what: Doing) => void;
}

/** Asks which pieces are to be cancelled, and why; what that would write is told before it is done. */
export function OrderPart({ order, answer, doing }: Props) {
  const { say } = useWords();
  const state = answer?.act === 'part' ? answer.state : undefined;
  return (
    <details
      className="admin-card order-act"
      open={state !== undefined}
      onToggle={({ currentTarget }) => doing(currentTarget.open ? 'cancel' : 'looking')}
    >
      <summary>{say('admin.order.part')}</summary>
      <Form method="post" preventScrollReset className="order-part">
        <Problem state={state} />
        <p className="text-sm text-soft">{say('admin.order.part.lead')}</p>
        <RefundPieces
          order={order}
          state={state}
          most={({ quantity, cancelled, shipped }) => quantity - cancelled - shipped}
        />
        <Field name="reason" label={say('admin.account.reason')} maxLength={500} required state={state} />
        <p className="mt-1 text-sm text-soft">{say('admin.order.reasonIsOurs')}</p>
        <button type="submit" name="act" value="foretell-part" className="button mt-3">
          {say('admin.order.foretell')}
        </button>
      </Form>
    </details>
  );
}
