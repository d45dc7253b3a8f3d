import { exchangeReason } from '../parts/exchange-reason';
import type { Order } from '../shop/api-types';
import { dayText, moneyText } from '../words/amounts';
import { useWords } from '../words/words';

type Return = NonNullable<Order['returns']>[number];

/** What its customer has shown of a return, until when it has to come, and what they want instead. */
export function ReturnMore({ one }: { one: Return }) {
  const { say, language, locale } = useWords();
  const { photoUrl, comeBy, exchange, state } = one;
  return (
    <>
      {photoUrl && (
        <a href={photoUrl}>
          <img
            src={photoUrl}
            alt={say('admin.return.photo')}
            width={160}
            height={120}
            className="mt-2 h-30 w-40 rounded-lg object-cover"
          />
        </a>
      )}
      {comeBy && (
        <p className="text-soft" suppressHydrationWarning>
          {say('admin.return.comeBy', { day: dayText(comeBy, locale) })}
        </p>
      )}
      {exchange && (
        <p className="mt-2" suppressHydrationWarning>
          {say('exchange.wanted', {
            goods: exchange.lines.map(({ name = '', quantity }) => `${name} × ${quantity}`).join(', '),
          })}
          {'. '}
          {exchange.agreed
            ? say('admin.return.agreed', { total: moneyText(exchange.agreed, language) })
            : say('admin.return.agreedNothing')}{' '}
          {exchange.state === 'failed' &&
            `${say('exchange.is.failed')} ${say(exchangeReason(exchange.reason))}`}
          {exchange.state === 'waiting' && state !== 'refused' && say('admin.return.exchangeWaits')}
          {exchange.orderId && exchange.state !== 'failed' && (
            <>
              {say('exchange.is.placed')}{' '}
              <a href={`/admin/orders/${exchange.orderId}`} className="link">
                {exchange.number}
              </a>
            </>
          )}
        </p>
      )}
    </>
  );
}
