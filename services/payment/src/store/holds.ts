import { ints, texts, uuids } from '@sagashop/chassis/postgres/arrays';
import { againWhenTaken } from '@sagashop/chassis/postgres/run-again';
import type { Db, Tx } from '@sagashop/chassis/postgres/sql';
import type { Hold, HoldState } from '../domain/hold.ts';
import { allWritten } from './all-written.ts';

/** What is remembered of these orders, locked in their order. */
export async function lockHolds(tx: Tx, orderIds: readonly string[]): Promise<Hold[]> {
  return tx<Hold[]>`
    select order_id, user_id, amount, state, reason from holds
    where order_id = any(${uuids(orderIds)}::uuid[]) order by order_id for update`;
}

/** Inserts rows sorted by order id. Throws RunAgain when another process was first with one of them. */
export async function insertHolds(tx: Tx, holds: readonly Hold[]): Promise<void> {
  await tx`
    insert into holds (order_id, user_id, amount, state, reason)
    select * from unnest(${uuids(holds.map((hold) => hold.orderId))}::uuid[],
      ${uuids(holds.map((hold) => hold.userId))}::uuid[], ${ints(holds.map((hold) => hold.amount))}::bigint[],
      ${texts(holds.map((hold) => hold.state))}::text[], ${texts(holds.map((hold) => hold.reason))}::text[])`.catch(
    againWhenTaken,
  );
}

/** Moves locked holds to another state, which none of them may be in. The transaction fails unless all are there. */
export async function endHolds(tx: Tx, state: HoldState, orderIds: readonly string[]): Promise<void> {
  const from = state === 'refunded' ? tx`in ('held', 'captured')` : tx`= 'held'`;
  await tx`
    with changed as (
      update holds set state = ${state}, updated_at = now()
      where order_id = any(${uuids(orderIds)}::uuid[]) and state ${from} returning 1
    ) ${allWritten(tx, orderIds.length)}`;
}

/** Deletes at most so many tombstones that are older than 7 days; answers how many. No do is handled so late. */
export async function deleteOldTombstones(db: Db, most: number): Promise<number> {
  const { count } = await db`
    delete from holds where order_id in (
      select order_id from holds where user_id is null and created_at < now() - interval '7 days'
      limit ${most} for update skip locked)`;
  return count;
}
