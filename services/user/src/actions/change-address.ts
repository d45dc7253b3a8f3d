import { refuse } from '@sagashop/chassis/errors';
import type { Sql } from '@sagashop/chassis/postgres/sql';
import type { Address, PostalAddress } from '../domain/address.ts';
import { deleteAddress, updateAddress } from '../store/addresses.ts';

/** Changes an address of a user, or chooses it as it is: either way it comes first. Refuses what is not theirs. */
export async function changeAddress(
  sql: Sql,
  userId: string,
  id: string,
  postal: PostalAddress,
): Promise<Address> {
  const address = await updateAddress(sql, userId, id, postal);
  if (!address) throw refuse.not_found();
  return address;
}

/** Forgets an address of a user. Refuses what is not theirs. */
export async function removeAddress(sql: Sql, userId: string, id: string): Promise<void> {
  if (!(await deleteAddress(sql, userId, id))) throw refuse.not_found();
}
