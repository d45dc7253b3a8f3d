import type { Timeline } from '../shop/api-types';
import type { OrderEvent } from './order-event';

/** An order's events by what the page shows of them: its services fill in what each kind has. */
export function sortedHistory(timeline: Timeline | undefined) {
  const events = (timeline?.items ?? []) as OrderEvent[];
  const of = (...kinds: string[]) => events.filter(({ kind }) => kinds.includes(kind));
  return {
    events: events.filter(({ kind, data }) => kind !== 'saga.step' || data.status !== 'done'),
    steps: of('saga.step'),
    money: of('money.held', 'money.refused', 'money.released', 'money.captured', 'money.refunded'),
    goods: of('goods.taken', 'goods.returned'),
    delivery: of('delivery.booked', 'delivery.moved', 'delivery.cancelled').at(-1),
    messages: of('message.sent'),
    notes: of('note').toReversed(),
  };
}
