import { texts, uuids } from '@sagashop/chassis/postgres/arrays';
import type { Db, Tx } from '@sagashop/chassis/postgres/sql';
import type { Mail, MailState } from '../domain/mail.ts';

const shown = (db: Db) => db`
  mails.id, subject, mails.kind, mails.cause, asks, mails.language, state, attempts, resends, due_at, mails.created_at,
  sent_at, answer, messages.message, messages.ending::json as ending`;

/** Mails, newest first: of one order, in one state, of one kind; those before the id `before` only. */
export function findMails(
  db: Db,
  which: {
    orderId?: string | undefined;
    state?: MailState | undefined;
    kind?: string | undefined;
    before: string | null;
    limit: number;
  },
): Promise<Mail[]> {
  const { orderId, state, kind, before, limit } = which;
  return db<Mail[]>`
    select ${shown(db)} from mails left join messages on messages.id = mails.id where true
    ${orderId === undefined ? db`` : db`and subject = ${orderId}`}
    ${state === undefined ? db`` : db`and state = ${state}`}
    ${kind === undefined ? db`` : db`and mails.kind = ${kind}`}
    ${before === null ? db`` : db`and mails.id < ${before}`}
    order by mails.id desc limit ${limit}`;
}

/** One mail. */
export async function findMail(db: Db, id: string): Promise<Mail | undefined> {
  const [mail] = await db<Mail[]>`
    select ${shown(db)} from mails left join messages on messages.id = mails.id where mails.id = ${id}`;
  return mail;
}

/** One mail, kept from changing until the transaction ends. */
export async function lockMail(tx: Tx, id: string): Promise<Mail | undefined> {
  const [mail] = await tx<Mail[]>`
    select ${shown(tx)} from mails left join messages on messages.id = mails.id where mails.id = ${id}
    for update of mails`;
  return mail;
}

/** Lets a mail be sent once more, from now on. */
export async function saveResend(tx: Tx, id: string): Promise<void> {
  await tx`
    update mails set state = 'waiting', resends = resends + 1, attempts = 0, due_at = now(), sent_at = null, answer = null,
      give_up_at = now() + interval '3 days'
    where id = ${id}`;
}

/** Whether there is a mail of a kind about each of these, in their order. */
export async function mailsAbout(
  db: Db,
  { subjects, kind }: { subjects: readonly string[]; kind: string },
): Promise<boolean[]> {
  const rows = await db<{ there: boolean }[]>`
    select exists (select from mails where subject = asked.id and kind = ${kind}) as there
    from unnest(${uuids(subjects)}::uuid[]) with ordinality as asked (id, place) order by place`;
  return rows.map(({ there }) => there);
}

export interface NewMail {
  id: string;
  subject: string;
  kind: string;
  language: string;
  /** For how many seconds it is of any use. */
  life: number;
}

/** Adds mails that are about no order; one that is there stays as it is. */
export async function insertMails(db: Db, mails: readonly NewMail[]): Promise<void> {
  await db`
    insert into mails (id, subject, kind, language, asks, give_up_at)
    select id, subject, kind, language, 'user', now() + life * interval '1 second'
    from unnest(${uuids(mails.map(({ id }) => id))}::uuid[], ${uuids(mails.map(({ subject }) => subject))}::uuid[],
      ${texts(mails.map(({ kind }) => kind))}::text[], ${texts(mails.map(({ language }) => language))}::text[],
      ${`{${mails.map(({ life }) => life)}}`}::float8[]) as new (id, subject, kind, language, life)
    on conflict do nothing`;
}
