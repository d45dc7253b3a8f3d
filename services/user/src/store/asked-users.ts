import { uuids } from '@sagashop/chassis/postgres/arrays';
import type { Db } from '@sagashop/chassis/postgres/sql';

/** The names with which users of these ids sign in, in their order; null for a guest and for nobody. */
export async function namesOf(db: Db, ids: readonly string[]): Promise<(string | null)[]> {
  const rows = await db<{ username: string | null }[]>`
    select (select username from users where id = asked.id)
    from unnest(${uuids(ids)}::uuid[]) with ordinality as asked (id, place) order by place`;
  return rows.map(({ username }) => username);
}

/** The roles of users, in the order of their ids; null for whoever is not there. */
export async function rolesOf(db: Db, ids: readonly string[]): Promise<(string[] | null)[]> {
  const rows = await db<{ roles: string[] | null }[]>`
    select (select to_json(roles) from users where id = asked.id) as roles
    from unnest(${uuids(ids)}::uuid[]) with ordinality as asked (id, place) order by place`;
  return rows.map(({ roles }) => roles);
}
