import type { Db, Tx } from '@sagashop/chassis/postgres/sql';
import type { Address, PostalAddress } from '../domain/address.ts';

const shown = (db: Db) => db`id, street, zip, city, region`;

/** A user's addresses, the one saved last first; those whose turn came before `before` only. */
export function addressesOf(
  db: Db,
  userId: string,
  { limit, before }: { limit: number; before: number | undefined },
): Promise<(Address & { turn: number })[]> {
  return db<(Address & { turn: number })[]>`
    select ${shown(db)}, turn from addresses
    where user_id = ${userId} and ${before === undefined ? db`true` : db`turn < ${before}`}
    order by turn desc limit ${limit}`;
}

/** How many addresses a user keeps. */
export async function countAddresses(tx: Tx, userId: string): Promise<number> {
  const [row] = await tx<{ count: number }[]>`
    select count(*)::int as count from addresses where user_id = ${userId}`;
  return row!.count;
}

/** Keeps an address of a user. */
export async function insertAddress(
  tx: Tx,
  userId: string,
  id: string,
  postal: PostalAddress,
): Promise<Address> {
  const [address] = await tx<Address[]>`
    insert into addresses (id, user_id, street, zip, city, region)
    values (${id}, ${userId}, ${postal.street}, ${postal.zip}, ${postal.city}, ${postal.region})
    returning ${shown(tx)}`;
  return address!;
}

/** Puts a place where another was, and the address before all others; undefined when the user has no such one. */
export async function updateAddress(
  db: Db,
  userId: string,
  id: string,
  postal: PostalAddress,
): Promise<Address | undefined> {
  const [address] = await db<Address[]>`
    update addresses
    set street = ${postal.street}, zip = ${postal.zip}, city = ${postal.city}, region = ${postal.region},
      turn = default
    where id = ${id} and user_id = ${userId} returning ${shown(db)}`;
  return address;
}

/** Forgets an address; false when the user has no such one. */
export async function deleteAddress(db: Db, userId: string, id: string): Promise<boolean> {
  const { count } = await db`delete from addresses where id = ${id} and user_id = ${userId}`;
  return count > 0;
}
