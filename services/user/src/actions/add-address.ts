import { refuse } from '@sagashop/chassis/errors';
import type { Tx } from '@sagashop/chassis/postgres/sql';
import { newId } from '@sagashop/kernel/ids';
import { type Address, MOST_ADDRESSES, type PostalAddress } from '../domain/address.ts';
import { refuseUser } from '../errors.ts';
import { countAddresses, insertAddress } from '../store/addresses.ts';
import { lockUser } from '../store/users.ts';

/** Adds an address to a user's list. Refuses one too many, and whoever has left meanwhile. */
export async function addAddress(tx: Tx, userId: string, address: PostalAddress): Promise<Address> {
  // Of two at once the second counts the first, and who is leaving takes it along or keeps it from being written.
  if (!(await lockUser(tx, userId))) throw refuse.not_signed_in();
  if ((await countAddresses(tx, userId)) >= MOST_ADDRESSES) throw refuseUser.too_many_addresses();
  return insertAddress(tx, userId, newId(), address);
}
