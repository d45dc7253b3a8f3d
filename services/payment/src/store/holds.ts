import { ints, texts, uuids } from '@sagashop/chassis/arrays';
import type { Tx } from '@sagashop/chassis/postgres';
import type { Hold } from '../domain/hold.ts';

/** What is remembered of these orders, locked in their order. */
export async function lockHolds(tx: Tx, orderIds: readonly string[]): Promise<Hold[]> {
  return tx<Hold[]>`
    select order_id, user_id, amount, state, reason from holds
    where order_id = any(${uuids(orderIds)}::uuid[]) order by order_id for update`;
}

/** Inserts rows sorted by order id; answers how many were new. */
export async function insertHolds(tx: Tx, holds: readonly Hold[]): Promise<number> {
  const result = await tx`
    insert into holds (order_id, user_id, amount, state, reason)
    select * from unnest(${uuids(holds.map((hold) => hold.orderId))}::uuid[],
      ${uuids(holds.map((hold) => hold.userId))}::uuid[], ${ints(holds.map((hold) => hold.amount))}::bigint[],
      ${texts(holds.map((hold) => hold.state))}::text[], ${texts(holds.map((hold) => hold.reason))}::text[])
    on conflict do nothing`;
  return result.count;
}

/** Ends locked holds, each released or captured; answers how many were still open. */
export async function endHolds(tx: Tx, holds: readonly Hold[]): Promise<number> {
  const result = await tx`
    update holds set state = ended.state, updated_at = now()
    from unnest(${uuids(holds.map((hold) => hold.orderId))}::uuid[],
      ${texts(holds.map((hold) => hold.state))}::text[]) as ended (order_id, state)
    where holds.order_id = ended.order_id and holds.state = 'held'`;
  return result.count;
}
