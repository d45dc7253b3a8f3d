import { Form } from 'react-router';
import type { Order } from '../shop/api-types';
import type { FormState } from '../shop/form';
import { useWords } from '../words/words';
import { Field, Problem } from './field';

interface Props {
  order: Order;
  state: FormState | undefined;
  pageKey: string;
}

/** Cancelling pieces of an order that have not left the shop; nothing where there is but one piece. */
export function CancelSome({ order, state, pageKey }: Props) {
  const { say } = useWords();
  const lines = order.lines.flatMap(({ id, name, quantity, cancelled, shipped }) => {
    const n = quantity - cancelled - shipped;
    return n > 0 ? [{ id, name, n }] : [];
  });
  const pieces = lines.reduce((sum, { n }) => sum + n, 0);
  if (order.status !== 'confirmed' || pieces === 0 || (pieces === 1 && order.goods === 'none')) return null;
  const own = state?.typed['some'] ? state : undefined;
  return (
    <details className="mt-4 print:hidden" open={own !== undefined}>
      <summary className="link inline-block py-2">{say('cancel.some')}</summary>
      <Form method="post" className="mt-2 rounded-xl border border-line bg-card p-5">
        <Problem state={own} />
        <p>{say('cancel.some.lead')}</p>
        {lines.map(({ id, name, n }) => (
          <Field
            key={id}
            name={`line.${id}`}
            label={say('cancel.some.of', { name, n: String(n) })}
            inputMode="numeric"
            autoComplete="off"
            maxLength={6}
            state={own}
          />
        ))}
        <input type="hidden" name="key" value={pageKey} />
        <button type="submit" name="act" value="some" className="button mt-4" data-kind="quiet">
          {say('cancel.some.now')}
        </button>
      </Form>
    </details>
  );
}
