import { Id, Instant } from '@sagashop/chassis/http/shapes';
import { Type } from 'typebox';
import { composeMail } from '../domain/compose-mail.ts';
import { isSecret, MAIL_STATES, type Mail, type Recipient, withoutToken } from '../domain/mail.ts';

const orNull = <S extends Parameters<typeof Type.Union>[0][number]>(schema: S, description: string) =>
  Type.Union([schema, Type.Null()], { description });

export const MailShape = Type.Object({
  id: Id,
  orderId: orNull(Id, 'null where it is about no order'),
  kind: Type.String({ description: 'what became of the order, or what else it is about' }),
  cause: orNull(Id, 'what it is about where an order can have several of the kind, such as a refund'),
  state: Type.Enum(MAIL_STATES),
  language: Type.String(),
  to: orNull(Type.String(), 'null where nobody is left to whom it could go'),
  subject: orNull(Type.String(), 'null where there is nothing to say any more'),
  body: orNull(
    Type.String(),
    'its text; of a mail whose link is as good as a password for an owner alone, and only where none is sent',
  ),
  html: orNull(Type.String(), 'the same as HTML'),
  attempts: Type.Integer(),
  answer: orNull(Type.String(), 'what came of the last attempt: a code of SMTP, or a word'),
  createdAt: Instant,
  dueAt: orNull(Instant, 'while it waits: when it is tried next'),
  sentAt: orNull(Instant, 'when a server accepted it'),
});

/** A mail as staff see it: written anew of what is known now, to whoever gets it. */
export function showMail(
  mail: Mail,
  to: Recipient | undefined,
  { origin, secrets }: { origin: string; secrets: boolean },
) {
  const { id, kind, cause, state, language, attempts, answer } = mail;
  const hidden = isSecret(kind) && !secrets;
  const written = to && composeMail(mail, secrets || hidden ? to : withoutToken(to), origin);
  return {
    ...{ id, kind, cause, state, language, attempts, answer },
    orderId: mail.asks === 'order' ? mail.subject : null,
    to: to?.email ?? null,
    subject: written?.subject ?? null,
    body: hidden ? null : (written?.text ?? null),
    html: hidden ? null : (written?.html ?? null),
    createdAt: mail.createdAt.toISOString(),
    dueAt: state === 'waiting' ? mail.dueAt.toISOString() : null,
    sentAt: mail.sentAt?.toISOString() ?? null,
  };
}
