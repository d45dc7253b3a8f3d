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
  db`id, username, email, first_name, last_name, phone, language, to_json(roles) as roles, is_admin, guest, created_at, blocked_at`;

/** The customers that fit, newest first: a query to be read whole or in pages. */
export function selectCustomers(
  db: Db,
  { q, blocked, guest }: CustomerFilter,
  { before = null, limit = null }: { before?: string | null; limit?: number | null } = {},
) {
  const words = wordsOf(q ?? '');
  const found = db`person_words(first_name, last_name, username, email, phone) @@ ${prefixQuery(words)}::tsquery`;
  return db<Customer[]>`
    select ${shown(db)} from users
    where ${words.length > 0 ? found : db`true`}
      ${blocked === undefined ? db`` : db`and (blocked_at is not null) = ${blocked}`}
      ${guest === undefined ? db`` : db`and guest = ${guest}`}
      ${before === null ? db`` : db`and id < ${before}`}
    order by id desc ${limit === null ? db`` : db`limit ${limit}`}`;
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
