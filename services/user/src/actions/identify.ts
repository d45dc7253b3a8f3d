import type { Sql } from '@sagashop/chassis/postgres/sql';
import type { Static } from 'typebox';
import type { sessions } from '../contract.ts';
import { displayName } from '../domain/user.ts';
import { findSessionOwners } from '../store/sessions.ts';

type Identities = Static<typeof sessions.answer>['identities'];

/** Who the sessions belong to, in the order of the hashes; null where none is open. One query for all. */
export async function identify(sql: Sql, hashes: readonly string[]): Promise<Identities> {
  if (hashes.length === 0) return [];
  const owners = new Map<string, Identities[number]>();
  for (const { hash, firstName, lastName, ...user } of await findSessionOwners(sql, hashes)) {
    const { username, email } = user;
    const name = displayName({ firstName, lastName, username, email });
    owners.set(hash, { ...user, username: username ?? '', name });
  }
  return hashes.map((hash) => owners.get(hash) ?? null);
}
