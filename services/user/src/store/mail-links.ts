import { texts, uuids } from '@sagashop/chassis/postgres/arrays';
import type { Db, Tx } from '@sagashop/chassis/postgres/sql';
import { emailKey } from '@sagashop/chassis/text/email';
import { mailWanted } from '../contract.ts';
import type { LinkKind } from '../domain/mail-link.ts';
import type { User } from '../domain/user.ts';

interface Wanted {
  id: string;
  language: string;
  /** In seconds from now. */
  life: number;
}

/** Keeps what an address has asked for, whether or not anybody has it, and that a mail is wanted. In a transaction. */
export async function insertReset(tx: Tx, { email, ...wanted }: Wanted & { email: string }): Promise<void> {
  const { id, life } = wanted;
  await Promise.all([
    tx`insert into password_resets (id, email_key, expires_at)
      values (${id}, ${emailKey(email)}, now() + ${life} * interval '1 second')`,
    wantMail(tx, 'reset_password', wanted),
  ]);
}

/** Keeps that a user is asked whether an address is theirs, in the place of what they were asked before, and that a mail is wanted. */
export async function insertVerification(
  tx: Tx,
  user: Pick<User, 'id' | 'email'>,
  wanted: Wanted,
): Promise<void> {
  await tx`delete from email_verifications where user_id = ${user.id}`;
  await tx`
    insert into email_verifications (id, user_id, email_key, expires_at)
    values (${wanted.id}, ${user.id}, ${emailKey(user.email)}, now() + ${wanted.life} * interval '1 second')`;
  await wantMail(tx, 'verify_address', wanted);
}

/** The transactional outbox: a relay tells notify after the commit. */
export async function wantMail(tx: Tx, kind: LinkKind, wanted: Wanted): Promise<void> {
  await wantMails(tx, kind, [wanted]);
}

/** The same of many. */
export async function wantMails(tx: Tx, kind: LinkKind, wanted: readonly Wanted[]): Promise<void> {
  const bodies = wanted.map((one) => JSON.stringify({ kind, ...one }));
  await tx`insert into outbox (type, body) select ${mailWanted.type}, unnest(${texts(bodies)}::text[])`;
}

/** Somebody to whom a link goes. */
export type Addressee = Pick<User, 'email' | 'firstName' | 'lastName'> & { id: string };

/** The members whose addresses have asked for these, while they are open, by the ids of what was asked for. */
export function findResetters(db: Db, ids: readonly string[]): Promise<Addressee[]> {
  return db<Addressee[]>`
    select r.id, u.email, u.first_name, u.last_name
    from password_resets r join users u on u.email_key = r.email_key and not u.guest
    where r.id = any(${uuids(ids)}::uuid[]) and r.expires_at > now()`;
}

/** The users who are asked these, while they are open and the address is the one that they have. */
export function findUnverified(db: Db, ids: readonly string[]): Promise<Addressee[]> {
  return db<Addressee[]>`
    select v.id, u.email, u.first_name, u.last_name
    from email_verifications v join users u on u.id = v.user_id and u.email_key = v.email_key
    where v.id = any(${uuids(ids)}::uuid[]) and v.expires_at > now()`;
}

/** The member who may choose a password by an open reset; undefined where it is used or too old. */
export async function findResetter(db: Db, id: string): Promise<(User & { expiresAt: Date }) | undefined> {
  const [user] = await db<(User & { expiresAt: Date })[]>`
    select u.id, username, email, first_name, last_name, phone, language, to_json(roles) as roles, is_admin, guest,
      email_verified_at is not null as email_verified, r.expires_at
    from password_resets r join users u on u.email_key = r.email_key and not u.guest
    where r.id = ${id} and r.expires_at > now()`;
  return user;
}

/** Takes a reset away, and with it all others of its address; undefined for whoever comes second. */
export async function takeReset(tx: Tx, id: string): Promise<{ emailKey: string } | undefined> {
  const [taken] = await tx<{ emailKey: string }[]>`
    delete from password_resets where id = ${id} and expires_at > now() returning email_key`;
  if (taken) await tx`delete from password_resets where email_key = ${taken.emailKey}`;
  return taken;
}

/** Takes away every reset that an address has asked for. */
export async function deleteResets(tx: Tx, email: string): Promise<void> {
  await tx`delete from password_resets where email_key = ${emailKey(email)}`;
}

/** Takes a verification away and notes that the address is the user's; false where it is used, too old, or of another address. */
export async function verifyAddress(tx: Tx, id: string): Promise<boolean> {
  const { count } = await tx`
    with taken as (
      delete from email_verifications where id = ${id} and expires_at > now() returning user_id, email_key)
    update users set email_verified_at = now() from taken
    where users.id = taken.user_id and users.email_key = taken.email_key`;
  return count > 0;
}

/** Notes that a user's address is theirs. */
export async function noteVerified(tx: Tx, userId: string): Promise<void> {
  await tx`update users set email_verified_at = coalesce(email_verified_at, now()) where id = ${userId}`;
}

/** Deletes at most so many links that have expired; answers how many it deleted. */
export async function deleteExpiredLinks(db: Db, most: number): Promise<number> {
  const gone = await Promise.all([
    db`delete from password_resets where id in (
      select id from password_resets where expires_at <= now() limit ${most} for update skip locked)`,
    db`delete from email_verifications where id in (
      select id from email_verifications where expires_at <= now() limit ${most} for update skip locked)`,
  ]);
  return Math.max(...gone.map(({ count }) => count));
}
