import { Form } from 'react-router';
import type { Order } from '../shop/api-types';
import type { FormState } from '../shop/form';
import { dayText, moneyText } from '../words/amounts';
import { useWords } from '../words/words';
import { CancelSome } from './cancel-some';
import { Problem } from './field';

interface Props {
  order: Order;
  state: FormState | undefined;
  pageKey: string;
}

/** Cancelling an order, with what will happen; nothing but what was wrong once it is too late. */
export function CancelOrder({ order, state, pageKey }: Props) {
  const { say, language, locale } = useWords();
  const open = order.status === 'pending' || order.status === 'confirmed';
  if (!open) return <Problem state={state} />;
  // What has left the shop cannot be cancelled with the rest.
  if (order.goods && order.goods !== 'none')
    return <CancelSome order={order} state={state} pageKey={pageKey} />;
  const back = (order.refunds ?? []).reduce((sum, { amount: { amount } }) => sum + amount, 0);
  const amount = moneyText({ ...order.total, amount: order.total.amount - back }, language);
  const day = order.deliveryDate && dayText(order.deliveryDate, locale);
  return (
    <details className="mt-6 print:hidden" open={state !== undefined}>
      <summary className="link inline-block py-2">{say('order.cancel')}</summary>
      <Form method="post" className="mt-2 rounded-xl border border-line bg-card p-5">
        {!state?.typed['some'] && <Problem state={state} />}
        <p className="font-medium">{say('cancel.lead')}</p>
        <ul className="mt-2 list-disc space-y-1 pl-5" suppressHydrationWarning>
          <li>{say(order.status === 'confirmed' ? 'cancel.refund' : 'cancel.release', { amount })}</li>
          <li>{say('cancel.goods')}</li>
          {day && <li>{say('cancel.courier', { day })}</li>}
          <li>{say('cancel.final')}</li>
        </ul>
        <button type="submit" name="act" value="cancel" className="button mt-4" data-kind="quiet">
          {say('order.cancelNow')}
        </button>
      </Form>
      <CancelSome order={order} state={state} pageKey={pageKey} />
    </details>
  );
}
