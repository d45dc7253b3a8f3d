import { Form, Link } from 'react-router';
import type { Amend } from '../shop/amend.server';
import type { FormState } from '../shop/form';
import { dayText } from '../words/amounts';
import { Price } from '../words/formats';
import { useWords } from '../words/words';
import { Problem } from './field';

/** What of a refused order can be had now, to be ordered by one press; or the order that it became. */
export function AmendOffer({ amend, state }: { amend: Amend; state?: FormState | undefined }) {
  const { say, locale } = useWords();
  if ('placed' in amend) {
    const { id, number } = amend.placed;
    return (
      <p className="mt-3 print:hidden">
        <Link to={`/orders/${id}`} className="link">
          {say('amend.placed', { number })}
        </Link>
      </p>
    );
  }
  const { order, lines, all, day, total, turn } = amend;
  return (
    <section
      aria-labelledby="amend"
      className="mt-5 max-w-xl rounded-card border border-line bg-card p-5 print:hidden"
    >
      <h2 id="amend" className="text-lg font-semibold">
        {say(all ? 'amend.all' : 'amend.title')}
      </h2>
      <ul className="mt-2 space-y-1">
        {lines.map(({ id, name, quantity }) => (
          <li key={id}>{say('amend.line', { quantity, name })}</li>
        ))}
      </ul>
      <p className="mt-2 text-soft" suppressHydrationWarning>
        {say('amend.day', { day: dayText(day, locale) })}
      </p>
      <Form method="post" action={`/orders/${order}`}>
        <Problem state={state} />
        <input type="hidden" name="turn" value={turn} />
        <input type="hidden" name="day" value={day} />
        <input type="hidden" name="amount" value={total.amount} />
        <input type="hidden" name="currency" value={total.currency} />
        {lines.map(({ id, quantity }) => (
          <input key={id} type="hidden" name="line" value={`${id}.${quantity}`} />
        ))}
        <button type="submit" name="act" value="amend" className="button mt-4">
          {say(all ? 'amend.orderAll' : 'amend.order')} · <Price money={total} />
        </button>
      </Form>
      <p className="mt-2 text-sm text-soft">{say('amend.promise')}</p>
    </section>
  );
}
