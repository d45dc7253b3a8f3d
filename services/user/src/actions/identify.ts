import type { Identity } from '@sagashop/chassis/http/identity';
import type { Sql } from '@sagashop/chassis/postgres/sql';
import { displayName } from '../domain/user.ts';
import { findSessionOwners } from '../store/sessions.ts';

/** Who the sessions belong to, in the order of the hashes; null where none is open. One query for all. */
export async function identify(sql: Sql, hashes: readonly string[]): Promise<(Identity | null)[]> {
  if (hashes.length === 0) return [];
  const owners = new Map<string, Identity>();
  for (const { hash, firstName, lastName, ...user } of await findSessionOwners(sql, hashes)) {
    owners.set(hash, { ...user, name: displayName({ firstName, lastName, username: user.username }) });
  }
  return hashes.map((hash) => owners.get(hash) ?? null);
}
