import type { Foretold, Order } from '../shop/api-types';
import { boughtId } from '../shop/goods';
import { dayText } from '../words/amounts';
import { useWords } from '../words/words';
import { MoneyEntries } from './money-entries';

interface Props {
  order: Order;
  foretold: Foretold;
  couriers: readonly { id: string; name: string }[];
}

/** What an act would write: entries, pieces, whose time is free again, and messages word for word. */
export function ForetoldWrites({ order, foretold, couriers }: Props) {
  const { say, count, locale } = useWords();
  const { entries, movements, messages, courier } = foretold;
  const nameOf = (id: string) => order.lines.find((line) => boughtId(line) === id)?.name ?? id;
  if (entries.length + movements.length + messages.length === 0 && !courier)
    return <p className="mt-2 font-medium">{say('admin.order.nothingMore')}</p>;
  return (
    <dl className="order-foretold">
      <dt>{say('admin.order.entries')}</dt>
      <dd>{entries.length > 0 ? <MoneyEntries entries={entries} /> : say('admin.order.noEntries')}</dd>
      {movements.length > 0 && (
        <>
          <dt>{say('admin.order.stock')}</dt>
          {movements.map(({ quantity, ...moved }) => (
            <dd key={boughtId(moved)}>
              {quantity > 0 ? '+' : '−'}
              {count('admin.number', Math.abs(quantity))} {nameOf(boughtId(moved))}
            </dd>
          ))}
        </>
      )}
      {courier && (
        <>
          <dt>{say('admin.delivery')}</dt>
          <dd suppressHydrationWarning>
            {say('admin.order.freed', {
              name: couriers.find(({ id }) => id === courier.id)?.name ?? say('admin.delivery.courier'),
              day: dayText(courier.date, locale),
            })}
          </dd>
        </>
      )}
      {messages.length > 0 && <dt>{say('admin.order.messages')}</dt>}
      {messages.map(({ kind, language, message }) => (
        <dd key={kind}>
          <blockquote lang={language}>{message}</blockquote>
        </dd>
      ))}
    </dl>
  );
}
