import { Form } from 'react-router';
import { Moment } from '../words/formats';
import { useWords } from '../words/words';
import { AdminTable, type Column } from './admin-table';
import { Hidden } from './hidden';
import type { ListedMail } from './mail-rows.server';

interface Props {
  caption: string;
  rows: readonly ListedMail[];
  maySend: boolean;
}

/** Mails, each with what it says as text: as HTML it would bring styles along, which these pages run none of. */
export function MailTable({ caption, rows, maySend }: Props) {
  const { say } = useWords();
  const columns: Column<ListedMail>[] = [
    { title: say('admin.mailbox.subject'), cell: (mail) => <MailText mail={mail} /> },
    {
      title: say('admin.mailbox.to'),
      cell: ({ to }) =>
        to === null ? (
          <span className="text-soft">{say('admin.mailbox.nobody')}</span>
        ) : (
          <span className="inline-block lg:min-w-56">{to}</span>
        ),
    },
    {
      title: say('admin.mailbox.kind'),
      cell: ({ kind, orderId, number }) => (
        <>
          {say(`admin.mailbox.kind.${kind}`)}
          {orderId && (
            <>
              {' '}
              <a href={`/admin/orders/${orderId}`} className="link">
                {number ?? orderId.slice(-6)}
              </a>
            </>
          )}
        </>
      ),
    },
    { title: say('admin.mailbox.state'), cell: (mail) => <MailState mail={mail} /> },
    {
      title: say('admin.mailbox.when'),
      cell: ({ sentAt, createdAt }) => <Moment at={sentAt ?? createdAt} className="whitespace-nowrap" />,
    },
    ...(maySend
      ? [{ title: say('admin.mailbox.act'), cell: (mail: ListedMail) => <Resend mail={mail} /> }]
      : []),
  ];
  return (
    <AdminTable
      caption={caption}
      columns={columns}
      rows={rows}
      keyOf={({ id }) => id}
      empty={say('admin.mailbox.none')}
    />
  );
}

function MailText({ mail: { subject, body, language } }: { mail: ListedMail }) {
  const { say } = useWords();
  if (subject === null) return <span className="text-soft">{say('admin.mailbox.nothing')}</span>;
  return (
    <details className="mail-text">
      <summary lang={language}>{subject}</summary>
      {body === null ? (
        <p className="text-soft">{say('admin.mailbox.hidden')}</p>
      ) : (
        <pre lang={language}>{body}</pre>
      )}
    </details>
  );
}

function MailState({ mail: { state, answer, attempts } }: { mail: ListedMail }) {
  const { say, count } = useWords();
  const why =
    answer !== null &&
    (typeof answer === 'string'
      ? say(`admin.mailbox.answer.${answer}`)
      : say('admin.mailbox.answer.other', { code: answer.code }));
  return (
    <>
      <span className="whitespace-nowrap">{say(`admin.mailbox.${state}`)}</span>
      {why && (
        <span className="text-soft">
          : {why}
          {attempts > 1 && ` (${count('admin.mailbox.attempts', attempts)})`}
        </span>
      )}
    </>
  );
}

function Resend({ mail: { id, orderId, key, subject, state, attempts } }: { mail: ListedMail }) {
  const { say } = useWords();
  // A link is asked for anew, by whoever gets it.
  if (subject === null || orderId === null) return null;
  // What was never tried goes by itself.
  if (state === 'waiting' && attempts === 0) return null;
  return (
    <Form method="post" preventScrollReset>
      <Hidden values={{ mail: id, key }} />
      <button type="submit" className="button" data-kind="quiet">
        {say('admin.mailbox.resend')}
        <span className="sr-only"> {subject}</span>
      </button>
    </Form>
  );
}
