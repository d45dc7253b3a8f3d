import type { Db, Tx } from '@sagashop/chassis/postgres/sql';
import type { Courier } from '../domain/load.ts';

export interface NamedCourier extends Courier {
  name: string;
  /** The user who shows their rounds; null for nobody. */
  userId: string | null;
}

/** Locks all couriers, sorted. */
export async function lockCouriers(tx: Tx): Promise<Courier[]> {
  return tx<Courier[]>`select id, daily_capacity from couriers order by id for update`;
}

export async function insertCourier(tx: Tx, { id, name, dailyCapacity }: NamedCourier): Promise<void> {
  await tx`insert into couriers (id, name, daily_capacity) values (${id}, ${name}, ${dailyCapacity})`;
}

/** Locks one courier; undefined for an unknown one. */
export async function lockCourier(tx: Tx, id: string): Promise<NamedCourier | undefined> {
  const [courier] = await tx<NamedCourier[]>`
    select id, name, daily_capacity, user_id from couriers where id = ${id} for update`;
  return courier;
}

/** Which courier a user is. */
export async function findCourierOf(db: Db, userId: string): Promise<string | undefined> {
  const [courier] = await db<{ id: string }[]>`select id from couriers where user_id = ${userId}`;
  return courier?.id;
}

/** Saves a courier who is locked. */
export async function updateCourier(
  tx: Tx,
  { id, name, dailyCapacity, userId }: NamedCourier,
): Promise<void> {
  await tx`
    update couriers set name = ${name}, daily_capacity = ${dailyCapacity}, user_id = ${userId} where id = ${id}`;
}

/** A page of couriers by name, one more than the limit; `after` is the name and id of the last one before. */
export async function pageOfCouriers(
  db: Db,
  limit: number,
  after: readonly [string, string] | undefined,
): Promise<NamedCourier[]> {
  return db<NamedCourier[]>`
    select id, name, daily_capacity, user_id from couriers
    ${after ? db`where (name, id) > (${after[0]}, ${after[1]}::uuid)` : db``}
    order by name, id limit ${limit + 1}`;
}
