import { uuids } from '@sagashop/chassis/postgres/arrays';
import type { Db, Tx } from '@sagashop/chassis/postgres/sql';
import type { Reminder } from '../domain/reminder.ts';
import { type Addressee, wantMails } from './mail-links.ts';

/** What somebody waits for, in the order of its ids after `after`, at most so much. */
export async function findAwaited(db: Db, { after, most }: { after: string | null; most: number }) {
  const rows = await db<{ stockedId: string }[]>`
    select distinct stocked_id from reminders
    where state = 'waiting' ${after === null ? db`` : db`and stocked_id > ${after}`}
    order by stocked_id limit ${most}`;
  return rows.map(({ stockedId }) => stockedId);
}

/** Those of these for which somebody waits. */
export async function awaitedAmong(db: Db, stocked: readonly string[]): Promise<string[]> {
  const rows = await db<{ id: string }[]>`
    select id from unnest(${uuids(stocked)}::uuid[]) as asked (id)
    where exists (select from reminders where stocked_id = asked.id and state = 'waiting')`;
  return rows.map(({ id }) => id);
}

/**
 * Notes of those who have waited longest for something that they are told, at most so many, and that mails are wanted; nobody
 * while others were told less than `turn` seconds ago. In a transaction; of two at once the second finds that.
 */
export async function tellLongest(
  tx: Tx,
  stockedId: string,
  { most, turn, life }: { most: number; turn: number; life: number },
): Promise<number> {
  await tx`select pg_advisory_xact_lock(hashtextextended(${`reminders ${stockedId}`}, 0))`;
  const told = await tx<{ id: string; language: string }[]>`
    update reminders set state = 'told', told_at = now() where id in (
      select id from reminders where stocked_id = ${stockedId} and state = 'waiting' and not exists (
        select from reminders told where told.stocked_id = ${stockedId} and told.state = 'told'
          and told.told_at > now() - ${turn} * interval '1 second')
      order by created_at, id limit ${most} for update)
    returning id, language`;
  if (told.length > 0)
    await wantMails(
      tx,
      'back_in_stock',
      told.map((one) => ({ ...one, life })),
    );
  return told.length;
}

/** Lets those wait again who were told of what is gone before their mail was sent; who has asked anew meanwhile waits once. */
export async function waitAgain(tx: Tx, ids: readonly string[]): Promise<void> {
  await tx`
    delete from reminders r where id = any(${uuids(ids)}::uuid[]) and state = 'told' and exists (
      select from reminders o where o.stocked_id = r.stocked_id and o.email_key = r.email_key and o.state = 'waiting')`;
  await tx`
    update reminders set state = 'waiting', told_at = null where id = any(${uuids(ids)}::uuid[]) and state = 'told'`;
}

/** Whoever a mail goes to, and of what it tells. */
export type Reminded = Addressee & Pick<Reminder, 'stockedId' | 'productId'>;

/** To whom these go that were asked for and are to be confirmed, or whose goods are there again, by their ids. */
export async function findReminded(
  db: Db,
  { asked, told }: { asked: readonly string[]; told: readonly string[] },
): Promise<Reminded[]> {
  if (asked.length + told.length === 0) return [];
  return db<Reminded[]>`
    select r.id, r.stocked_id, r.product_id, coalesce(r.email, u.email) as email, u.first_name, u.last_name
    from reminders r left join users u on u.id = r.user_id
    where r.id = any(${uuids(asked)}::uuid[]) and r.state = 'asked' and r.expires_at > now()
      or r.id = any(${uuids(told)}::uuid[]) and r.state = 'told'`;
}

/** Deletes those of what is not there any more for good. */
export async function deleteAwaited(db: Db, stocked: readonly string[]): Promise<void> {
  await db`delete from reminders where stocked_id = any(${uuids(stocked)}::uuid[]) and state <> 'told'`;
}

/** Deletes what nobody has confirmed in time, what was told a season ago, and what was waited for in vain for a year. */
export async function deleteOldReminders(db: Db, most: number): Promise<number> {
  const { count } = await db`
    delete from reminders where id in (
      select id from reminders where state = 'asked' and expires_at <= now()
        or state = 'told' and told_at < now() - interval '90 days'
        or state = 'waiting' and created_at < now() - interval '1 year'
      limit ${most} for update skip locked)`;
  return count;
}

/** A page of those who were told, in the order of their ids, whose mails notify must know: nothing of them is in the outbox. */
export async function toldReminders(db: Db, after: string | null, most: number): Promise<string[]> {
  const rows = await db<{ id: string }[]>`
    select id from reminders where state = 'told' ${after === null ? db`` : db`and id > ${after}`}
      and not exists (select from outbox where body like '%' || reminders.id || '%')
    order by id limit ${most}`;
  return rows.map(({ id }) => id);
}

/** Those of these that are told still. */
export async function stillTold(db: Db, ids: readonly string[]): Promise<string[]> {
  const rows = await db<{ id: string }[]>`
    select id from reminders where id = any(${uuids(ids)}::uuid[]) and state = 'told' order by id`;
  return rows.map(({ id }) => id);
}
