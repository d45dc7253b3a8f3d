import { Link } from 'react-router';
import type { Order } from '../shop/api-types';
import { dayText, moneyText } from '../words/amounts';
import { useWords } from '../words/words';
import { exchangeReason } from './exchange-reason';

type Return = NonNullable<Order['returns']>[number];

/** How what its customer sends back stands, in their words; nothing where there is nothing of the kind. */
export function OrderReturns({ order }: { order: Order }) {
  const { say, language, locale } = useWords();
  const { returns = [] } = order;
  if (returns.length === 0) return null;
  const nameOf = (line: string) => order.lines.find(({ id }) => id === line)?.name ?? '';
  return (
    <section className="rounded-xl border border-line bg-card p-5">
      <h2 className="text-heading">{say('return.title')}</h2>
      <ul className="mt-3 space-y-4">
        {returns.map(({ id, state, lines, answer, amount, expired, sendTo, comeBy, photoUrl, exchange }) => (
          <li key={id}>
            <p className="font-medium">
              {lines
                .map(({ lineId, quantity, received = quantity }) => `${nameOf(lineId)} × ${received}`)
                .join(', ')}
            </p>
            <p className="text-soft" suppressHydrationWarning>
              {say(expired ? 'return.is.expired' : `return.is.${state}`, {
                amount: amount ? moneyText(amount, language) : '',
              })}
            </p>
            {sendTo && <p className="mt-1 wrap-anywhere">{say('return.sendTo', { address: sendTo })}</p>}
            {comeBy && (
              <p className="mt-1" suppressHydrationWarning>
                {say('return.comeBy', { day: dayText(comeBy, locale) })}
              </p>
            )}
            {answer && <p className="mt-1 wrap-anywhere">{answer}</p>}
            {photoUrl && (
              <a href={photoUrl} className="link mt-1 inline-block py-1">
                {say('return.seePhoto')}
              </a>
            )}
            {exchange && <ReturnExchange exchange={exchange} state={state} />}
          </li>
        ))}
      </ul>
    </section>
  );
}

/** What is wanted instead, and what has become of that. */
function ReturnExchange({
  exchange,
  state,
}: {
  exchange: NonNullable<Return['exchange']>;
  state: Return['state'];
}) {
  const { say } = useWords();
  const goods = exchange.lines.map(({ name = '', quantity }) => `${name} × ${quantity}`).join(', ');
  const over = state === 'refused';
  return (
    <div className="mt-2 border-l-2 border-line pl-3">
      <p>{say('exchange.wanted', { goods })}</p>
      {exchange.state === 'waiting' && !over && <p className="text-soft">{say('exchange.is.waiting')}</p>}
      {exchange.state === 'failed' && (
        <p className="text-soft">
          {say('exchange.is.failed')} {say(exchangeReason(exchange.reason))}
        </p>
      )}
      {exchange.orderId && exchange.state !== 'failed' && (
        <p>
          {say('exchange.is.placed')}{' '}
          <Link to={`/orders/${exchange.orderId}`} className="link">
            {exchange.number}
          </Link>
        </p>
      )}
    </div>
  );
}
