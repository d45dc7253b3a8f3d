import { moneyText } from '../words/amounts';
import { type Texts, useWords } from '../words/words';
import { briefDay } from './brief-day';
import { CHANGE_TEXTS, EVENT_TEXTS } from './event-texts';
import { useLogWord } from './log-changes';
import type { OrderEvent } from './order-event';
import { isKnown, valueText } from './order-filters';
import type { OrderPage } from './order-page.server';
import { stepText } from './step-text';

/** What is said of something that has happened to an order, and more in a second line. */
interface EventText {
  what: string;
  more?: string | undefined;
}

/** Events of pieces of an order’s lines. */
const WITH_PIECES = new Set(['refund.granted', 'part.cancelled', 'return.asked', 'return.received']);

/** What tells the events of an order in the reader's language. */
export function useEventText(order: OrderPage['order']): (event: OrderEvent) => EventText {
  const { say, language, locale } = useWords();
  const actName = useLogWord('act');
  const day = (date: string | undefined) => (date ? briefDay(date, locale) : '');
  const valuesOf = ({ data }: OrderEvent) => {
    const amount =
      data.amount ?? data.total ?? data.entries?.find(({ account }) => account === 'customer')?.amount;
    return {
      amount: amount ? moneyText({ ...amount, amount: Math.abs(amount.amount) }, language) : '',
      name: data.name ?? '',
      day: day(data.date),
      action: data.action ? actName(data.action) : '',
      was: data.was ? `${data.was.name ?? ''}, ${day(data.was.date)}` : '',
    };
  };
  const moreOf = ({ kind, data }: OrderEvent): string | undefined => {
    if (kind === 'note') return data.text;
    if (kind === 'saga.step') return stepText(data, say);
    if (data.reason && isKnown('reason', data.reason)) return say(valueText('reason', data.reason));
    if (kind === 'withdrawal.confirmed')
      return [piecesOf(order, data), data.name].filter(Boolean).join(' · ');
    if (WITH_PIECES.has(kind) && data.lines)
      return [piecesOf(order, data), data.reason].filter(Boolean).join(' · ');
    return data.reason ?? undefined;
  };
  return (event) => {
    const step = event.kind === 'saga.step' && event.data.key;
    if (step) return { what: say(`admin.step.${step}` as keyof Texts), more: moreOf(event) };
    const text = EVENT_TEXTS[event.kind] ?? CHANGE_TEXTS[event.data.action ?? ''] ?? 'admin.event.other';
    return { what: say(text, valuesOf(event)), more: moreOf(event) };
  };
}

const piecesOf = (order: OrderPage['order'], { lines = [] }: OrderEvent['data']) =>
  lines
    .map(({ lineId, quantity }) => `${order.lines.find(({ id }) => id === lineId)?.name ?? ''} × ${quantity}`)
    .join(', ');
