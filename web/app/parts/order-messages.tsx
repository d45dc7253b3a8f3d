import type { Message, Order } from '../shop/api-types';
import { Moment } from '../words/formats';
import { useWords } from '../words/words';
import { aboutOrder, MessageText } from './message-text';

/** What the customer was told of an order; null when nobody can say. */
export function OrderMessages({ messages, order }: { messages: Message[] | null; order: Order }) {
  const { say } = useWords();
  if (messages?.length === 0) return null;
  return (
    <section className="mt-10 print:hidden">
      <h2 className="text-heading">{say('messages.title')}</h2>
      {messages ? (
        <ul className="mt-3 space-y-3">
          {messages.map(({ id, kind, about, date, mail }) => (
            <li key={id} className="max-w-prose rounded-xl bg-tone px-5 py-3.5">
              <Moment at={date} className="block text-sm text-soft" />
              <MessageText kind={kind} about={about ?? aboutOrder(order)} />
              {mail && mail.state !== 'waiting' && (
                <p className="mt-1 text-sm text-soft">
                  {say(mail.state === 'sent' ? 'messages.mailed' : 'messages.notMailed')}{' '}
                  {mail.sentAt && <Moment at={mail.sentAt} />}
                </p>
              )}
            </li>
          ))}
        </ul>
      ) : (
        <p className="mt-2 text-soft">{say('messages.away')}</p>
      )}
    </section>
  );
}
