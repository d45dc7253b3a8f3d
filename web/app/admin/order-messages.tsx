import { Moment } from '../words/formats';
import { NAMES } from '../words/languages';
import { useWords } from '../words/words';
import type { OrderEvent } from './order-event';

interface Props {
  messages: readonly OrderEvent[];
  away: boolean;
}

/** The messages that the customer was sent, word for word. */
export function OrderMessages({ messages, away }: Props) {
  const { say } = useWords();
  return (
    <section>
      <h2>{say('admin.order.messages')}</h2>
      {away && <p className="text-soft">{say('admin.order.away')}</p>}
      {!away && messages.length === 0 && <p className="text-soft">{say('admin.order.noMessages')}</p>}
      <ul className="order-messages">
        {messages.map(({ at, data }) => (
          <li key={data.id}>
            <p className="text-sm text-soft">
              <Moment at={at} /> · {NAMES[data.language === 'ru' ? 'ru' : 'en']}
            </p>
            <blockquote lang={data.language}>{data.message}</blockquote>
          </li>
        ))}
      </ul>
    </section>
  );
}
