import { texts, uuids } from '@sagashop/chassis/postgres/arrays';
import type { Db } from '@sagashop/chassis/postgres/sql';
import type { MailState } from '../domain/mail.ts';
import type { Outcome, Told } from '../domain/message.ts';
import type { Language } from '../domain/words.ts';

export interface NewMessage {
  orderId: string;
  kind: Outcome;
  /** What money went back for while its order stood; null for what an order is told of once. */
  cause: string | null;
  id: string;
  userId: string;
  language: Language;
  message: string;
  /** What the message tells of, for whoever says it in another language. */
  ending: Told;
}

export interface Message {
  id: string;
  orderId: string;
  kind: Outcome;
  message: string;
  /** Absent where the release before wrote it. */
  ending: Told | null;
  createdAt: Date;
  /** What became of its mail; null for what is older than mails. */
  mail: { state: MailState; sentAt: Date | null } | null;
}

/** Writes messages, sorted by their key; those that are there already stay as they are. */
export async function insertMessages(db: Db, messages: readonly NewMessage[]): Promise<void> {
  await db`
    insert into messages (order_id, kind, cause, id, user_id, language, message, ending)
    select * from unnest(${uuids(messages.map((row) => row.orderId))}::uuid[],
      ${texts(messages.map((row) => row.kind))}::text[],
      ${uuids(messages.map((row) => row.cause))}::uuid[], ${uuids(messages.map((row) => row.id))}::uuid[],
      ${uuids(messages.map((row) => row.userId))}::uuid[],
      ${texts(messages.map((row) => row.language))}::text[],
      ${texts(messages.map((row) => row.message))}::text[],
      ${texts(messages.map((row) => JSON.stringify(row.ending)))}::text[])
    on conflict do nothing`;
}

/** Messages, newest first: of one user, of one order, of both or all, those older than `before` only. */
export async function findMessages(
  db: Db,
  which: {
    userId?: string | undefined;
    orderId?: string | undefined;
    before?: { at: Date; id: string } | undefined;
    limit: number;
  },
): Promise<Message[]> {
  const { userId, orderId, before, limit } = which;
  const rows = await db<(Omit<Message, 'mail'> & { state: MailState | null; sentAt: Date | null })[]>`
    select m.id, m.order_id, m.kind, m.message, m.ending::json as ending, m.created_at, mails.state, mails.sent_at
    from messages m left join mails on mails.id = m.id where true
    ${userId === undefined ? db`` : db`and m.user_id = ${userId}`}
    ${orderId === undefined ? db`` : db`and m.order_id = ${orderId}`}
    ${before ? db`and (m.created_at, m.id) < (${before.at}, ${before.id})` : db``}
    order by m.created_at desc, m.id desc limit ${limit}`;
  return rows.map(({ state, sentAt, ...message }) => ({ ...message, mail: state && { state, sentAt } }));
}

/** What the customer of an order was told of it, the oldest first. */
export async function messagesOfOrder(
  db: Db,
  order: string,
): Promise<(Pick<Message, 'id' | 'kind' | 'message' | 'createdAt'> & { language: Language })[]> {
  return db`
    select id, kind, language, message, created_at from messages where order_id = ${order}
    order by created_at, id`;
}
