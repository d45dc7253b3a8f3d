import { uuids } from '@sagashop/chassis/postgres/arrays';
import type { Db, Tx } from '@sagashop/chassis/postgres/sql';
import { emailKey } from '@sagashop/chassis/text/email';
import type { Reminder } from '../domain/reminder.ts';
import { wantMail } from './mail-links.ts';

export interface NewReminder {
  id: string;
  stockedId: string;
  productId: string;
  language: string;
  /** Whose it is: the user's, or an address's. */
  userId: string | null;
  email: string;
}

const shown = (db: Db) => db`id, stocked_id, product_id, created_at`;

function inserted(tx: Tx, one: NewReminder, rest: { state: 'asked' | 'waiting'; life: number | null }) {
  const { id, stockedId, productId, userId, email, language } = one;
  return tx`
    insert into reminders (id, stocked_id, product_id, user_id, email, email_key, language, state, expires_at)
    values (${id}, ${stockedId}, ${productId}, ${userId}, ${userId === null ? email : null}, ${emailKey(email)},
      ${language}, ${rest.state}, now() + ${rest.life}::float8 * interval '1 second')`;
}

/** Keeps that an address has asked, in the place of what it had asked of the same before, and that it is to be asked by mail. */
export async function insertAsked(tx: Tx, one: NewReminder, life: number): Promise<void> {
  await tx`
    delete from reminders
    where state = 'asked' and stocked_id = ${one.stockedId} and email_key = ${emailKey(one.email)}`;
  await inserted(tx, one, { state: 'asked', life });
  await wantMail(tx, 'confirm_reminder', { id: one.id, language: one.language, life });
}

/** Keeps that somebody waits; an address that waits for it already waits once. */
export async function insertWaiting(tx: Tx, one: NewReminder): Promise<void> {
  await tx`${inserted(tx, one, { state: 'waiting', life: null })}
    on conflict (stocked_id, email_key) where state = 'waiting' do nothing`;
}

/** Lets somebody wait who was asked whether they want to; undefined where the link is used or too old. In a transaction. */
export async function confirmReminder(
  tx: Tx,
  id: string,
): Promise<Pick<Reminder, 'productId' | 'stockedId'> | undefined> {
  const [asked] = await tx<Omit<NewReminder, 'email'>[] & { email: string | null; emailKey: string }[]>`
    delete from reminders where id = ${id} and state = 'asked' and expires_at > now()
    returning id, stocked_id, product_id, user_id, email, email_key, language`;
  if (!asked) return undefined;
  const { stockedId, productId, userId, email, emailKey: key, language } = asked;
  await tx`
    insert into reminders (id, stocked_id, product_id, user_id, email, email_key, language, state)
    values (${id}, ${stockedId}, ${productId}, ${userId}, ${email}, ${key}, ${language}, 'waiting')
    on conflict (stocked_id, email_key) where state = 'waiting' do nothing`;
  return { stockedId, productId };
}

/** Lets an address that was told of something wait for nothing any more; false where nobody was told under this id. */
export async function endReminders(tx: Tx, id: string): Promise<boolean> {
  const [told] = await tx<{ emailKey: string }[]>`
    select email_key from reminders where id = ${id} and state = 'told'`;
  if (told) await tx`delete from reminders where email_key = ${told.emailKey} and state <> 'told'`;
  return told !== undefined;
}

/** What a user waits for, the newest first: of one product, or of all; those before the id `before` only. */
export function findReminders(
  db: Db,
  userId: string,
  which: { productId?: string | undefined; before: string | null; limit: number },
): Promise<Reminder[]> {
  const { productId, before, limit } = which;
  return db<Reminder[]>`
    select ${shown(db)} from reminders where user_id = ${userId} and state = 'waiting'
      ${productId === undefined ? db`` : db`and product_id = ${productId}`}
      ${before === null ? db`` : db`and id < ${before}`}
    order by id desc limit ${limit}`;
}

/** Lets a user wait for something no more; false where they do not. */
export async function deleteReminder(db: Db, userId: string, id: string): Promise<boolean> {
  const { count } = await db`
    delete from reminders where id = ${id} and user_id = ${userId} and state = 'waiting'`;
  return count > 0;
}

/** How many wait for each of these, in their order. */
export async function countReminders(db: Db, stocked: readonly string[]): Promise<number[]> {
  const rows = await db<{ waiting: number }[]>`
    select (select count(*)::int from reminders where stocked_id = asked.id and state = 'waiting') as waiting
    from unnest(${uuids(stocked)}::uuid[]) with ordinality as asked (id, place) order by place`;
  return rows.map(({ waiting }) => waiting);
}

/** For how many things a user waits. */
export async function remindersOf(db: Db, userId: string): Promise<number> {
  const [row] = await db<{ count: number }[]>`
    select count(*)::int as count from reminders where user_id = ${userId} and state = 'waiting'`;
  return row!.count;
}

/** All that is kept of a user's, and of the address that they have shown to be theirs. */
export function allReminders(db: Db, userId: string): Promise<object[]> {
  return db`
    select ${shown(db)}, state, told_at from reminders
    where user_id = ${userId} or email_key = (
      select email_key from users where id = ${userId} and email_verified_at is not null)
    order by id`;
}
