import type { Db, Tx } from '@sagashop/chassis/postgres/sql';
import type { Courier } from '../domain/load.ts';

export interface NamedCourier extends Courier {
  name: string;
}

/** Locks all couriers, sorted. */
export async function lockCouriers(tx: Tx): Promise<Courier[]> {
  return tx<Courier[]>`select id, daily_capacity from couriers order by id for update`;
}

export async function insertCourier(tx: Tx, { id, name, dailyCapacity }: NamedCourier): Promise<void> {
  await tx`insert into couriers (id, name, daily_capacity) values (${id}, ${name}, ${dailyCapacity})`;
}

/** Changes what is given; undefined for an unknown courier. */
export async function updateCourier(
  db: Db,
  id: string,
  { name = null, dailyCapacity = null }: { name?: string | null; dailyCapacity?: number | null },
): Promise<NamedCourier | undefined> {
  const [courier] = await db<NamedCourier[]>`
    update couriers set name = coalesce(${name}, name), daily_capacity = coalesce(${dailyCapacity}, daily_capacity)
    where id = ${id} returning id, name, daily_capacity`;
  return courier;
}

/** A page of couriers by name, one more than the limit; `after` is the name and id of the last one before. */
export async function pageOfCouriers(
  db: Db,
  limit: number,
  after: readonly [string, string] | undefined,
): Promise<NamedCourier[]> {
  return db<NamedCourier[]>`
    select id, name, daily_capacity from couriers
    ${after ? db`where (name, id) > (${after[0]}, ${after[1]}::uuid)` : db``}
    order by name, id limit ${limit + 1}`;
}
