import type { Db, Tx } from '@sagashop/chassis/postgres/sql';
import { prefixQuery, wordsOf } from '../domain/people-search.ts';
import type { User } from '../domain/user.ts';

/** A user as staff see them. */
export interface Customer extends User {
  createdAt: Date;
  blockedAt: Date | null;
}

export interface CustomerFilter {
  q?: string | undefined;
  blocked?: boolean | undefined;
  guest?: boolean | undefined;
}

const shown = (db: Db) =>
  db`id, username, email, first_name, last_name, phone, language, to_json(roles) as roles, is_admin, guest,
    email_verified_at is not null as email_verified, created_at, blocked_at`;

const found = (db: Db, words: readonly string[]) =>
  db`person_words(first_name, last_name, username, email, phone) @@ ${prefixQuery(words)}::tsquery`;

/** The condition that somebody fits. */
function fits(db: Db, { q, blocked, guest }: CustomerFilter) {
  const words = wordsOf(q ?? '');
  return db`${words.length > 0 ? found(db, words) : db`true`}
    ${blocked === undefined ? db`` : db`and (blocked_at is not null) = ${blocked}`}
    ${guest === undefined ? db`` : db`and guest = ${guest}`}`;
}

/** The customers that fit, newest first: a query to be read whole or in pages. */
export function selectCustomers(
  db: Db,
  filter: CustomerFilter,
  { before = null, limit = null }: { before?: string | null; limit?: number | null } = {},
) {
  return db<Customer[]>`
    select ${shown(db)} from users
    where ${fits(db, filter)} ${before === null ? db`` : db`and id < ${before}`}
    order by id desc ${limit === null ? db`` : db`limit ${limit}`}`;
}

/**
 * The same by the index of words. A plan made for the first few goes through everybody, newest first, and finds whom few
 * others are like at the very end: so all that fit are gathered before they are sorted.
 */
export function selectCustomersFound(
  db: Db,
  filter: CustomerFilter,
  { before, limit }: { before: string | null; limit: number },
) {
  return db<Customer[]>`
    with fitting as materialized (
      select id as fits from users
      where ${fits(db, filter)} ${before === null ? db`` : db`and id < ${before}`}
    ), newest as materialized (select fits from fitting order by fits desc limit ${limit})
    select ${shown(db)} from newest join users on id = fits order by id desc`;
}

/** Those of the next `most` people that fit, newest first. */
export function selectCustomersAmong(
  db: Db,
  filter: CustomerFilter,
  { before, limit, most }: { before: string | null; limit: number; most: number },
) {
  return db<Customer[]>`
    select ${shown(db)} from (
      select * from users ${before === null ? db`` : db`where id < ${before}`} order by id desc limit ${most}
    ) next
    where ${fits(db, filter)} order by id desc limit ${limit}`;
}

/** The last of the next `most` people; undefined when there are not so many. */
export async function customerBehind(
  db: Db,
  before: string | null,
  most: number,
): Promise<string | undefined> {
  const [row] = await db<{ id: string }[]>`
    select id from users ${before === null ? db`` : db`where id < ${before}`}
    order by id desc offset ${most - 1} limit 1`;
  return row?.id;
}

const SAMPLE = 2000;

/** About how many people have words that begin so, by a sample of all; 0 while it is not known how many there are. */
export async function estimateFound(db: Db, words: readonly string[]): Promise<number> {
  const [all] = await db<{ count: number }[]>`
    select reltuples::float8 as count from pg_class where oid = 'users'::regclass`;
  const count = Math.max(0, all!.count);
  if (count === 0) return 0;
  const [sample] = await db<{ share: number }[]>`
    select coalesce(avg((${found(db, words)})::int), 0)::float8 as share
    from users tablesample system (${Math.min(100, (100 * SAMPLE) / count)}::real)`;
  return count * sample!.share;
}

export async function findCustomer(db: Db, id: string): Promise<Customer | undefined> {
  const [row] = await db<Customer[]>`select ${shown(db)} from users where id = ${id}`;
  return row;
}

/** The customer, kept from changing until the transaction ends; no session of theirs is being opened meanwhile. */
export async function lockCustomer(tx: Tx, id: string): Promise<Customer | undefined> {
  const [row] = await tx<Customer[]>`select ${shown(tx)} from users where id = ${id} for update`;
  return row;
}

export async function saveBlocked(tx: Tx, id: string, blocked: boolean): Promise<Date | null> {
  const [row] = await tx<{ blockedAt: Date | null }[]>`
    update users set blocked_at = ${blocked ? tx`now()` : null} where id = ${id} returning blocked_at`;
  return row!.blockedAt;
}

/** Whether a user may not come in. */
export async function isBlocked(db: Db, id: string): Promise<boolean> {
  return (await db`select from users where id = ${id} and blocked_at is not null`).length > 0;
}
