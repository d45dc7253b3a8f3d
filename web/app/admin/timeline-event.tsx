import { Moment } from '../words/formats';
import { useWords } from '../words/words';
import type { OrderEvent } from './order-event';
import type { OrderPage } from './order-page.server';
import type { useEventText } from './use-event-text';

interface Props {
  order: OrderPage['order'];
  event: OrderEvent;
  text: ReturnType<typeof useEventText>;
}

/** Something that has happened to an order, when, and who did it. */
export function TimelineEvent({ event, order, text }: Props) {
  const { say } = useWords();
  const { at, by, data, kind } = event;
  const { what, more } = text(event);
  const who =
    by &&
    (by.id === order.userId ? say('admin.movement.customer') : (by.name ?? say('admin.order.somebody')));
  return (
    <li data-wrong={data.status === 'parked' || undefined}>
      <Moment at={at} className="text-soft" />
      <div>
        <span>
          {what}
          {who && <span className="text-soft"> · {who}</span>}
        </span>
        {more && <p className={kind === 'note' ? 'order-note' : 'text-soft'}>{more}</p>}
      </div>
    </li>
  );
}
