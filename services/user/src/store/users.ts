import { texts, uuids } from '@sagashop/chassis/postgres/arrays';
import type { Db, Tx } from '@sagashop/chassis/postgres/sql';
import { emailKey } from '@sagashop/chassis/text/email';
import { nameKey, nameLook } from '../domain/names.ts';
import type { Member, User } from '../domain/user.ts';

const shown = (db: Db) =>
  db`id, username, email, first_name, last_name, phone, language, to_json(roles) as roles, is_admin, guest,
    email_verified_at is not null as email_verified`;

// The first half is what the index has.
const isOwner = (db: Db) => db`roles <> '{}' and 'owner' = any(roles)`;

export async function findUser(db: Db, id: string): Promise<User | undefined> {
  const [user] = await db<User[]>`select ${shown(db)} from users where id = ${id}`;
  return user;
}

/** Whether there are users of these ids, in their order. One query for all. */
export async function existingUsers(db: Db, ids: readonly string[]): Promise<boolean[]> {
  const rows = await db<{ there: boolean }[]>`
    select exists (select from users where users.id = asked.id) as there
    from unnest(${uuids(ids)}::uuid[]) with ordinality as asked (id, place) order by place`;
  return rows.map(({ there }) => there);
}

/** The user, kept from changing until the transaction ends. */
export async function lockUser(tx: Db, id: string): Promise<User | undefined> {
  const [user] = await tx<User[]>`select ${shown(tx)} from users where id = ${id} for update`;
  return user;
}

/** The user of a name, however it was typed. */
export async function findUserByName(db: Db, username: string): Promise<Member | undefined> {
  const [user] = await db<Member[]>`select ${shown(db)} from users where name_key = ${nameKey(username)}`;
  return user;
}

/** The member who has an e-mail address, however it was typed. */
export async function findMemberByEmail(db: Db, email: string): Promise<string | undefined> {
  const [user] = await db<{ id: string }[]>`
    select id from users where email_key = ${emailKey(email)} and not guest`;
  return user?.id;
}

/** The owner in whose name the command line acts: `admin`, or else who has been one for longest. */
export async function findOperator(db: Db): Promise<string | undefined> {
  const [user] = await db<{ id: string }[]>`
    select id from users where ${isOwner(db)} order by lower(username) <> 'admin', created_at, id limit 1`;
  return user?.id;
}

/** A member and their password's hash, by a user name or else an e-mail address, however it was typed. */
export async function findCredentials(
  db: Db,
  typed: string,
): Promise<{ userId: string; password: string } | undefined> {
  const [found] = await db<{ userId: string; password: string }[]>`
    select user_id, password from credentials
    where user_id = (
      select id from users where name_key = ${nameKey(typed)} or (email_key = ${emailKey(typed)} and not guest)
      order by name_key = ${nameKey(typed)} desc limit 1)`;
  return found;
}

/** Whether a user name, or one that looks like it, or an e-mail address is a member's, however they were typed. */
export async function findTaken(
  db: Db,
  username: string,
  email: string,
): Promise<{ username: boolean; email: boolean }> {
  const [taken] = await db<{ username: boolean; email: boolean }[]>`
    select exists (select from users where name_key = ${nameKey(username)})
        or exists (select from users where look = ${nameLook(username)}) as username,
      exists (select from users where email_key = ${emailKey(email)} and not guest) as email`;
  return taken!;
}

/**
 * Inserts a member and their password's hash. Breaks a unique index when the name or e-mail is taken, or the name looks
 * like another's and may not.
 */
export async function insertUser(
  tx: Db,
  user: Member,
  credentials: { id: string; password: string; mayLookLike: boolean },
): Promise<void> {
  const look = nameLook(user.username);
  const shared = credentials.mayLookLike ? tx`exists (select from users where look = ${look})` : tx`false`;
  await Promise.all([
    tx`insert into users (id, username, email, first_name, last_name, phone, language, roles,
        name_key, email_key, look)
      values (${user.id}, ${user.username}, ${user.email}, ${user.firstName}, ${user.lastName}, ${user.phone},
        ${user.language}, ${texts(user.roles)},
        ${nameKey(user.username)}, ${emailKey(user.email)}, case when ${shared} then null else ${look} end)`,
    tx`insert into credentials (id, user_id, password)
      values (${credentials.id}, ${user.id}, ${credentials.password})`,
  ]);
}

/** Inserts a guest, whose e-mail address others may have. */
export async function insertGuest(tx: Db, user: User): Promise<void> {
  await tx`
    insert into users (id, email, email_key, first_name, last_name, phone, language, guest)
    values (${user.id}, ${user.email}, ${emailKey(user.email)}, ${user.firstName}, ${user.lastName}, ${user.phone},
      ${user.language}, true)`;
}

/** Lets others who would have a user name wait until the transaction ends. */
export async function lockName(tx: Tx, username: string): Promise<void> {
  await tx`select pg_advisory_xact_lock(hashtextextended(${nameKey(username)}, 0))`;
}

/** Gives a guest an account. Breaks a unique index when name or e-mail is a member's, or the name looks like another's. */
export async function saveMembership(
  tx: Tx,
  user: Member,
  credentials: { id: string; password: string },
): Promise<void> {
  await tx`
    update users set guest = false, username = ${user.username}, name_key = ${nameKey(user.username)},
      look = ${nameLook(user.username)}
    where id = ${user.id}`;
  await tx`
    insert into credentials (id, user_id, password)
    values (${credentials.id}, ${user.id}, ${credentials.password})`;
}

/** Saves what a profile shows, and whether its language is chosen now. Breaks a unique index when the e-mail is taken. */
export async function saveProfile(tx: Db, user: User, chosen: boolean): Promise<void> {
  await tx`
    update users set email = ${user.email}, email_key = ${emailKey(user.email)}, first_name = ${user.firstName},
      last_name = ${user.lastName}, phone = ${user.phone}, language = ${user.language},
      language_chosen = language_chosen or ${chosen}
    where id = ${user.id}`;
}

/** A user's password hash. */
export async function findPassword(db: Db, userId: string): Promise<string | undefined> {
  const [row] = await db<{ password: string }[]>`select password from credentials where user_id = ${userId}`;
  return row?.password;
}

/** Puts a password's hash in the place of another; false when that one is not there any more. */
export async function replacePassword(tx: Tx, userId: string, old: string, fresh: string): Promise<boolean> {
  const { count } = await tx`
    update credentials set password = ${fresh} where user_id = ${userId} and password = ${old}`;
  return count > 0;
}

/** Replaces a user's password, whatever it was. */
export async function setPassword(tx: Db, userId: string, fresh: string): Promise<void> {
  await tx`update credentials set password = ${fresh} where user_id = ${userId}`;
}

/**
 * Deletes a user, their password, their sessions, their addresses, and what they were answered under a key. Name and
 * e-mail are free after it.
 */
export async function deleteUser(tx: Tx, userId: string): Promise<void> {
  await tx`delete from users where id = ${userId}`;
  // After the row: an address that is being kept holds it until its key is there to be seen.
  await tx`delete from idempotency_keys where subject = ${userId} or caller = ${userId}`;
}

/** The owners' ids, kept from changing until the transaction ends. */
export async function lockOwners(tx: Tx): Promise<string[]> {
  const rows = await tx<{ id: string }[]>`select id from users where ${isOwner(tx)} order by id for update`;
  return rows.map((row) => row.id);
}

/** Saves what a user is for the shop. */
export async function saveRoles(tx: Tx, userId: string, roles: readonly string[]): Promise<void> {
  await tx`update users set roles = ${texts(roles)} where id = ${userId}`;
}

/** Who works for the shop, in the order in which they came; those after the id `after` only. */
export function findStaff(
  db: Db,
  { limit, after }: { limit: number; after: string | null },
): Promise<User[]> {
  return db<User[]>`
    select ${shown(db)} from users
    where roles <> '{}' and ${after === null ? db`true` : db`id > ${after}`} order by id limit ${limit}`;
}
