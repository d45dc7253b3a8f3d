import { Form } from 'react-router';
import type { Order } from '../shop/api-types';
import { useWords } from '../words/words';
import { ConfirmDialog } from './confirm-dialog';
import { ForetoldWrites } from './foretold-writes';
import { Hidden } from './hidden';
import type { ParcelQuestion } from './not-done.server';
import { parcelCode } from './parcel-code';

interface Props {
  order: Order;
  question: ParcelQuestion;
  pageKey: string;
}

/** Exactly what an act on a parcel would write, and the button that has it written. */
export function ParcelDialog({ order, question, pageKey }: Props) {
  const { say } = useWords();
  const { act, foretold, values, changed } = question;
  const code = parcelCode(values['shipment'] ?? '');
  return (
    <ConfirmDialog title={say(`admin.packing.sure.${act}`, { code, number: order.number })} of={question}>
      {changed && <p className="mt-2 font-semibold">{say('admin.order.changedSince')}</p>}
      <p className="mt-2">{say('admin.order.willBe')}</p>
      <ForetoldWrites order={order} foretold={foretold} couriers={[]} />
      <Form method="post" preventScrollReset className="mt-4">
        <Hidden values={{ ...values, key: pageKey }} />
        <button type="submit" name="act" value={`parcel:${act}`} className="button">
          {say(`admin.packing.do.${act}`)}
        </button>
      </Form>
    </ConfirmDialog>
  );
}
