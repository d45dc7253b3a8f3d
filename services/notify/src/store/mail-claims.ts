import { texts, uuids } from '@sagashop/chassis/postgres/arrays';
import type { Db } from '@sagashop/chassis/postgres/sql';
import type { Mail } from '../domain/mail.ts';

/**
 * Takes mails that are due for so many seconds, at most so many, and counts the attempt: whoever else sends passes them by,
 * and takes them when this process has not said by then what became of them.
 */
export function claimMails(db: Db, { most, lease }: { most: number; lease: number }): Promise<Mail[]> {
  return db<Mail[]>`
    with taken as (
      update mails set due_at = now() + ${lease} * interval '1 second', attempts = attempts + 1
      where id in (
        select id from mails where state = 'waiting' and due_at <= now() and give_up_at > now()
        order by due_at, id limit ${most} for update skip locked)
      returning *)
    select taken.id, subject, taken.kind, taken.cause, asks, taken.language, state, attempts, resends, due_at,
      taken.created_at, sent_at, answer, messages.message, messages.ending::json as ending
    from taken left join messages on messages.id = taken.id order by taken.id`;
}

/** Gives up mails that nobody could send in time, at most so many; answers how many. */
export async function giveUpMails(db: Db, most: number): Promise<number> {
  const { count } = await db`
    update mails set state = 'failed', answer = coalesce(answer, 'expired') where id in (
      select id from mails where state = 'waiting' and due_at <= now() and give_up_at <= now()
      order by due_at, id limit ${most} for update skip locked)`;
  return count;
}

type Claim = Pick<Mail, 'id' | 'attempts' | 'resends'>;

// What another process has begun since is its affair.
const mine = (db: Db, { id, attempts, resends }: Claim) =>
  db`id = ${id} and attempts = ${attempts} and resends = ${resends} and state = 'waiting'`;

/** Notes that a mail was accepted. */
export async function noteSent(db: Db, claim: Claim): Promise<void> {
  await db`update mails set state = 'sent', sent_at = now(), answer = null where ${mine(db, claim)}`;
}

/** Notes that a mail is tried again in so many seconds, and why. */
export async function noteLater(
  db: Db,
  claim: Claim,
  { answer, seconds }: { answer: string; seconds: number },
) {
  await db`
    update mails set due_at = now() + ${seconds} * interval '1 second', answer = ${answer} where ${mine(db, claim)}`;
}

/** Notes that a mail will never be sent, and why. */
export async function noteFailed(db: Db, claim: Claim, answer: string): Promise<void> {
  await db`update mails set state = 'failed', answer = ${answer} where ${mine(db, claim)}`;
}

/** Lets go of mails that were taken and not tried: their attempt does not count. */
export async function releaseMails(db: Db, claims: readonly Claim[]): Promise<void> {
  await db`
    update mails set due_at = now(), attempts = attempts - 1
    where id = any(${uuids(claims.map(({ id }) => id))}::uuid[]) and state = 'waiting'`;
}

/** Deletes mails of which nobody knows any more to whom they go: what they were about is over. */
export async function deleteMails(db: Db, ids: readonly string[]): Promise<void> {
  await db`delete from mails where id = any(${uuids(ids)}::uuid[]) and state = 'waiting'`;
}

/** Notes that an address was refused for good, by the hash of it. */
export async function noteRefused(db: Db, hash: string, answer: string): Promise<void> {
  await db`
    insert into refused_addresses (hash, answer) values (decode(${hash}, 'hex'), ${answer})
    on conflict (hash) do update set answer = excluded.answer, refused_at = now()`;
}

/** Which of these hashes are of addresses that were refused. */
export async function refusedAmong(db: Db, hashes: readonly string[]): Promise<Set<string>> {
  const rows = await db<{ hash: string }[]>`
    select encode(hash, 'hex') as hash from refused_addresses
    where hash in (select decode(given, 'hex') from unnest(${texts(hashes)}::text[]) as given)`;
  return new Set(rows.map(({ hash }) => hash));
}

/** Lets an address be written to again. */
export async function forgetRefused(db: Db, hash: string): Promise<void> {
  await db`delete from refused_addresses where hash = decode(${hash}, 'hex')`;
}
