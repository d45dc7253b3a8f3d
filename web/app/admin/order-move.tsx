import { Form } from 'react-router';
import { Problem } from '../parts/field';
import { dayText } from '../words/amounts';
import { useWords } from '../words/words';
import { Hidden } from './hidden';
import type { NotDone } from './not-done.server';
import type { OrderPage } from './order-page.server';
import type { Doing } from './use-order-presence';

interface Props extends Pick<OrderPage, 'order' | 'couriers' | 'days' | 'history'> {
  pageKey: string;
  answer: NotDone | undefined;
  doing: (what: Doing) => void;
}

/** Gives a delivery to another courier or day. */
export function OrderMove({ order, couriers, days, history, pageKey, answer, doing }: Props) {
  const { say, locale } = useWords();
  const now = history.delivery?.data;
  const state = answer?.act === 'move' ? answer.state : undefined;
  // Where the delivery has not told, the order knows the day.
  const day = now?.date ?? order.deliveryDate ?? undefined;
  const all = [...new Set([...(day ? [day] : []), ...days])].toSorted();
  return (
    <details
      className="admin-card order-act"
      open={state !== undefined}
      onToggle={({ currentTarget }) => doing(currentTarget.open ? 'move' : 'looking')}
    >
      <summary>{say('admin.order.move')}</summary>
      <Form method="post" preventScrollReset>
        <Problem state={state} />
        <Hidden values={{ key: pageKey }} />
        <label className="mt-3 block">
          {say('admin.delivery.day')}
          <select name="date" defaultValue={state?.typed['date'] || day} className="field">
            {all.map((date) => (
              <option key={date} value={date} suppressHydrationWarning>
                {dayText(date, locale)}
              </option>
            ))}
          </select>
        </label>
        <label className="mt-3 block">
          {say('admin.delivery.courier')}
          <select name="courier" defaultValue={state?.typed['courier'] ?? now?.courierId} className="field">
            <option value="">{say('admin.delivery.anyCourier')}</option>
            {couriers.map(({ id, name }) => (
              <option key={id} value={id}>
                {name}
              </option>
            ))}
          </select>
        </label>
        <button type="submit" name="act" value="move" className="button mt-3">
          {say('admin.delivery.move')}
        </button>
      </Form>
    </details>
  );
}
