import { Link } from 'react-router';
import { dayText } from '../words/amounts';
import { Moment } from '../words/formats';
import { type Texts, useWords } from '../words/words';
import { Fact } from './fact';
import { isKnown, valueText } from './order-filters';
import type { OrderPage } from './order-page.server';
import { RecipientFacts } from './recipient-facts';

/** How an order stands, who gets it, where and when. */
export function OrderFacts({
  order,
  saga,
  history,
  may,
}: Pick<OrderPage, 'order' | 'saga' | 'history' | 'may'>) {
  const { say, locale } = useWords();
  const { status, reason, money, address, deliveryDate, createdAt } = order;
  const { delivery } = history;
  const courier = delivery && delivery.kind !== 'delivery.cancelled' ? delivery.data.name : undefined;
  return (
    <dl className="admin-facts">
      <Fact name={say('admin.orders.status')}>
        <b>{say(`status.${status}` as keyof Texts)}</b>
        {reason && isKnown('reason', reason) && <> · {say(valueText('reason', reason))}</>}
      </Fact>
      <Fact name={say('admin.orders.money')}>{say(`admin.orders.money.${money}`)}</Fact>
      {saga && (
        <Fact name={say('admin.orders.saga')}>
          {may.sagas && saga !== 'ended' ? (
            <Link
              to={`/admin/sagas?state=${saga}`}
              className={saga === 'parked' ? 'link text-ember' : 'link'}
            >
              {say(`admin.orders.saga.${saga}`)}
            </Link>
          ) : (
            say(`admin.orders.saga.${saga}`)
          )}
          {' · '}
          <a href={`/orders/${order.id}/saga`} className="link">
            {say('admin.order.steps')}
          </a>
        </Fact>
      )}
      <Fact name={say('admin.orders.placed')}>
        <Moment at={createdAt} />
      </Fact>
      <RecipientFacts order={order} link={may.customer} />
      <Fact name={say('admin.orders.deliveryDate')}>
        <span suppressHydrationWarning>
          {[deliveryDate && dayText(deliveryDate, locale), courier].filter(Boolean).join(', ') ||
            say('admin.nothing')}
        </span>
      </Fact>
      {address && <Fact name={say('admin.order.address')}>{address}</Fact>}
    </dl>
  );
}
