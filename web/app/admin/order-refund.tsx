import { useId } from 'react';
import { Form } from 'react-router';
import { Field, Problem } from '../parts/field';
import type { Order } from '../shop/api-types';
import { moneyText } from '../words/amounts';
import { useWords } from '../words/words';
import type { NotDone } from './not-done.server';
import { RefundPieces } from './refund-pieces';
import type { Doing } from './use-order-presence';

interface Props {
  order: Order;
  left: Order['total'];
  answer: NotDone | undefined;
  doing: (what: Doing) => void;
}

/** Asks what goes back of an order that stands, and why; what that would write is told before it is done. */
export function OrderRefund({ order, left, answer, doing }: Props) {
  const { say, language } = useWords();
  const state = answer?.act === 'refund' ? answer.state : undefined;
  const way = state?.typed['way'] || 'lines';
  const wrongId = useId();
  const wrongWay = state?.fields['way'];
  return (
    <details
      className="admin-card order-act"
      open={state !== undefined}
      onToggle={({ currentTarget }) => doing(currentTarget.open ? 'refund' : 'looking')}
    >
      <summary>{say('admin.order.refund')}</summary>
      <Form method="post" preventScrollReset className="order-refund">
        <Problem state={state} />
        <fieldset aria-describedby={wrongWay && wrongId}>
          <legend className="sr-only">{say('admin.order.what')}</legend>
          {(['lines', 'amount', 'all'] as const).map((one) => (
            <label key={one} className="choice">
              <input
                type="radio"
                name="way"
                value={one}
                defaultChecked={one === way}
                aria-invalid={wrongWay ? true : undefined}
              />
              <span suppressHydrationWarning>
                {say(`admin.order.way.${one}`, { left: moneyText(left, language) })}
              </span>
            </label>
          ))}
        </fieldset>
        {wrongWay && (
          <p id={wrongId} role="alert" className="font-medium text-ember">
            {say(wrongWay)}
          </p>
        )}
        <RefundPieces order={order} state={state} />
        <div className="order-amount">
          <Field
            name="amount"
            label={say('money.amount', { currency: order.total.currency })}
            inputMode="decimal"
            autoComplete="off"
            maxLength={40}
            state={state}
          />
        </div>
        <Field name="reason" label={say('admin.account.reason')} maxLength={500} required state={state} />
        <p className="mt-1 text-sm text-soft">{say('admin.order.reasonIsOurs')}</p>
        <button type="submit" name="act" value="foretell-refund" className="button mt-3">
          {say('admin.order.foretell')}
        </button>
      </Form>
    </details>
  );
}
