import { useWords } from '../words/words';
import { useLogWord } from './log-changes';
import type { OrderEvent } from './order-event';
import type { OrderPage } from './order-page.server';
import { TimelineEvent } from './timeline-event';
import { useEventText } from './use-event-text';

interface Props {
  order: OrderPage['order'];
  events: readonly OrderEvent[];
  steps: readonly OrderEvent[];
  /** Services that have not told what they know. */
  missing: readonly string[];
}

/** Everything that has happened to an order, the newest first, and who did it; the steps of its sagas apart. */
export function OrderTimeline({ order, events, steps, missing }: Props) {
  const { say, count } = useWords();
  const text = useEventText(order);
  const partName = useLogWord('part');
  return (
    <section>
      <h2>{say('admin.order.timeline')}</h2>
      {missing.length > 0 && (
        <p role="status" className="font-medium text-ember">
          {say('admin.order.missing', { services: missing.map(partName).join(', ') })}
        </p>
      )}
      <ol className="order-timeline">
        {events.toReversed().map((event, at) => (
          <TimelineEvent key={keyOf(event, events.length - at)} event={event} order={order} text={text} />
        ))}
      </ol>
      {steps.length > 0 && (
        <details className="order-more">
          <summary>{count('admin.order.steps', steps.length)}</summary>
          <ol className="order-timeline">
            {steps.map((step, at) => (
              <TimelineEvent key={keyOf(step, at)} event={step} order={order} text={text} />
            ))}
          </ol>
        </details>
      )}
    </section>
  );
}

const keyOf = ({ at, kind, data }: OrderEvent, place: number) => `${at} ${kind} ${data.id ?? place}`;
