import { Form } from 'react-router';
import { Field, Problem } from '../parts/field';
import type { Order } from '../shop/api-types';
import { moneyText } from '../words/amounts';
import { Moment } from '../words/formats';
import { useWords } from '../words/words';
import type { NotDone } from './not-done.server';
import { refundedOf } from './refunded-of';
import { ReturnMore } from './return-more';

interface Props {
  order: Order;
  answer: NotDone | undefined;
  pageKey: string;
  may: boolean;
}
type Return = NonNullable<Order['returns']>[number];

/** What the customer of an order sends back: how it stands, and what can be said to it. */
export function OrderReturns({ order, answer, pageKey, may }: Props) {
  const { say, language } = useWords();
  const { returns = [] } = order;
  if (returns.length === 0) return null;
  const state = answer?.act.startsWith('return-') ? answer.state : undefined;
  return (
    <section className="admin-card">
      <h2>{say('return.title')}</h2>
      <Problem state={state} />
      {returns.map((one) => (
        <article key={one.id} className="mt-4">
          <h3>{say(one.expired ? 'admin.return.is.expired' : `admin.return.is.${one.state}`)}</h3>
          <p className="text-sm text-soft">
            <Moment at={one.createdAt} />
          </p>
          <ul className="list-disc pl-5">
            {one.lines.map(({ lineId, quantity, received }) => (
              <li key={lineId}>
                {order.lines.find(({ id }) => id === lineId)?.name} × {received ?? quantity}
              </li>
            ))}
          </ul>
          {one.reason && <p className="wrap-anywhere">{one.reason}</p>}
          <ReturnMore one={one} />
          {one.answer && <p className="wrap-anywhere text-soft">{one.answer}</p>}
          {one.amount && <p suppressHydrationWarning>{moneyText(one.amount, language)}</p>}
          {may && <ReturnActs {...{ one, order, pageKey, state }} />}
        </article>
      ))}
    </section>
  );
}

interface Acts {
  one: Return;
  order: Order;
  pageKey: string;
  state: NotDone['state'] | undefined;
}

function ReturnActs({ one, order, pageKey, state }: Acts) {
  const { say } = useWords();
  if (one.state !== 'asked' && one.state !== 'approved') return null;
  const hidden = (
    <>
      <input type="hidden" name="key" value={pageKey} />
      <input type="hidden" name="return" value={one.id} />
    </>
  );
  return (
    <>
      {one.state === 'asked' ? (
        <Form method="post" preventScrollReset className="mt-3">
          {hidden}
          <button type="submit" name="act" value="return-approve" className="button">
            {say('admin.return.approve')}
          </button>
        </Form>
      ) : (
        <Form method="post" preventScrollReset className="mt-3">
          {hidden}
          <input type="hidden" name="was" value={refundedOf(order)} />
          <ReceivedPieces {...{ one, order, state }} />
          <button type="submit" name="act" value="return-receive" className="button mt-3">
            {say('admin.return.receive')}
          </button>
        </Form>
      )}
      <details className="mt-3">
        <summary>{say('admin.return.refuse')}</summary>
        <Form method="post" preventScrollReset>
          {hidden}
          <Field name="reason" label={say('admin.return.why')} maxLength={500} required state={undefined} />
          <button type="submit" name="act" value="return-refuse" className="button mt-3" data-kind="quiet">
            {say('admin.return.refuseNow')}
          </button>
        </Form>
      </details>
    </>
  );
}

/** How many pieces of each line have come, and how many of those are no good. */
function ReceivedPieces({ one, order, state }: Omit<Acts, 'pageKey'>) {
  const { say } = useWords();
  return one.lines.map(({ lineId, quantity }) => {
    const name = order.lines.find(({ id }) => id === lineId)?.name ?? '';
    const number = { inputMode: 'numeric', autoComplete: 'off', maxLength: 6, state } as const;
    return (
      <div key={lineId}>
        <Field
          {...number}
          name={`line.${lineId}`}
          label={say('admin.return.received', { name, n: String(quantity) })}
          defaultValue={String(quantity)}
        />
        <Field
          {...number}
          name={`damaged.${lineId}`}
          label={say('admin.return.damaged', { name })}
          defaultValue="0"
        />
      </div>
    );
  });
}
