import { Form } from 'react-router';
import { Problem } from '../parts/field';
import { SelectField } from '../parts/select-field';
import { useWords } from '../words/words';
import { Hidden } from './hidden';
import type { NotDone } from './not-done.server';
import type { OrderPage } from './order-page.server';
import { parcelCode } from './parcel-code';
import { RefundPieces } from './refund-pieces';
import type { Doing } from './use-order-presence';

interface Props extends Pick<OrderPage, 'order' | 'parcels'> {
  pageKey: string;
  answer: NotDone | undefined;
  doing: (what: Doing) => void;
}

/** Plans a parcel: all that is in none, or some pieces, also out of a planned one, which then are two. */
export function OrderPlan({ order, parcels, pageKey, answer, doing }: Props) {
  const { say } = useWords();
  const state = answer?.act === 'plan' ? answer.state : undefined;
  const planned = parcels.filter(({ state: stands }) => stands === 'planned');
  return (
    <details
      className="admin-card order-act"
      open={state !== undefined}
      onToggle={({ currentTarget }) => doing(currentTarget.open ? 'move' : 'looking')}
    >
      <summary>{say('admin.packing.plan')}</summary>
      <Form method="post" preventScrollReset className="order-part">
        <Problem state={state} />
        <Hidden values={{ key: pageKey }} />
        <p className="text-sm text-soft">{say('admin.packing.plan.lead')}</p>
        {planned.length > 0 && (
          <SelectField
            name="from"
            label={say('admin.packing.plan.from')}
            choices={planned.map(({ id }) => [id, `${say('admin.packing.parcel')} ${parcelCode(id)}`])}
            state={state}
          />
        )}
        <RefundPieces
          order={order}
          state={state}
          most={({ quantity, cancelled, shipped }) => quantity - cancelled - shipped}
        />
        <button type="submit" name="act" value="plan" className="button mt-3">
          {say('admin.packing.plan')}
        </button>
      </Form>
    </details>
  );
}
