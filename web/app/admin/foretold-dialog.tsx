import { Form } from 'react-router';
import type { Order } from '../shop/api-types';
import { useWords } from '../words/words';
import { ConfirmDialog } from './confirm-dialog';
import { ForetoldWrites } from './foretold-writes';
import { Hidden } from './hidden';
import type { Question } from './not-done.server';

interface Props {
  order: Order;
  question: Question;
  couriers: readonly { id: string; name: string }[];
  pageKey: string;
}

/** Exactly what an act would write, and the button that has it written. */
export function ForetoldDialog({ order, question, couriers, pageKey }: Props) {
  const { say } = useWords();
  const { act, foretold, values, changed } = question;
  return (
    <ConfirmDialog title={say(`admin.order.sure.${act}`, { number: order.number })} of={question}>
      {changed && <p className="mt-2 font-semibold">{say('admin.order.changedSince')}</p>}
      <p className="mt-2">{say('admin.order.willBe')}</p>
      <ForetoldWrites order={order} foretold={foretold} couriers={couriers} />
      <p className="mt-3 break-words">{say('admin.account.because', { reason: values['reason'] ?? '' })}</p>
      <Form method="post" preventScrollReset className="mt-4">
        <Hidden values={{ ...values, key: pageKey }} />
        <button type="submit" name="act" value={act} className="button">
          {say(`admin.order.do.${act}`)}
        </button>
      </Form>
    </ConfirmDialog>
  );
}
