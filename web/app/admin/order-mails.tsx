import { Form } from 'react-router';
import { Moment } from '../words/formats';
import { useWords } from '../words/words';
import { Hidden } from './hidden';
import type { ListedMail } from './mail-rows.server';

interface Props {
  /** Null while notify does not answer. */
  mails: readonly ListedMail[] | null;
  maySend: boolean;
}

/** The mails about an order, with what became of each, to be sent once more. */
export function OrderMails({ mails, maySend }: Props) {
  const { say } = useWords();
  return (
    <section>
      <h2>{say('admin.order.mails')}</h2>
      {mails === null && <p className="text-soft">{say('admin.order.away')}</p>}
      {mails?.length === 0 && <p className="text-soft">{say('admin.order.noMessages')}</p>}
      <ul className="order-messages">
        {(mails ?? []).map((mail) => (
          <li key={mail.id}>
            <p className="text-sm text-soft">
              <Moment at={mail.sentAt ?? mail.createdAt} /> · {say(`admin.mailbox.${mail.state}`)} ·{' '}
              <span className="break-words">{mail.to ?? say('admin.mailbox.nobody')}</span>
            </p>
            <p lang={mail.language}>{mail.subject ?? say('admin.mailbox.nothing')}</p>
            {maySend && mail.subject !== null && (mail.state !== 'waiting' || mail.attempts > 0) && (
              <Form method="post" preventScrollReset>
                <Hidden values={{ mail: mail.id, key: mail.key }} />
                <button type="submit" name="act" value="resend" className="button mt-1" data-kind="quiet">
                  {say('admin.mailbox.resend')}
                  <span className="sr-only"> {mail.subject}</span>
                </button>
              </Form>
            )}
          </li>
        ))}
      </ul>
    </section>
  );
}
