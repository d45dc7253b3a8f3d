import { uuids } from '@sagashop/chassis/postgres/arrays';
import type { Db, Tx } from '@sagashop/chassis/postgres/sql';
import type { Statement } from '@sagashop/saga/log-postgres';
import type { CancelledPart } from '../domain/part.ts';

/** The parts of these orders that were cancelled while they stood, the oldest first, by order. */
export async function partsOf(db: Db, orders: readonly string[]): Promise<Map<string, CancelledPart[]>> {
  if (orders.length === 0) return new Map();
  const rows = await db<CancelledPart[]>`
    select id, order_id, amount, lines::json as lines, reason, by_user as by, created_at, settled_at from cancelled_parts
    where order_id = any(${uuids(orders)}::uuid[]) order by order_id, created_at, id`;
  return Map.groupBy(rows, ({ orderId }) => orderId);
}

/** Writes a part whose pieces were counted under the lock on its order. */
export async function insertPart(
  tx: Tx,
  part: Omit<CancelledPart, 'createdAt' | 'settledAt'>,
): Promise<void> {
  const { id, orderId, amount, lines, reason, by } = part;
  await tx`
    insert into cancelled_parts (order_id, id, amount, lines, reason, by_user)
    values (${orderId}, ${id}, ${amount}, ${JSON.stringify(lines)}, ${reason}, ${by})`;
}

/** Notes that these parts are with their customers, and on their shelves; one that was noted stays as it is. */
export function settleParts(tx: Tx, parts: readonly { order: string; id: string }[]): Statement {
  return tx`
    update cancelled_parts set settled_at = now()
    from unnest(${uuids(parts.map(({ order }) => order))}::uuid[], ${uuids(parts.map(({ id }) => id))}::uuid[])
      as settled (order_id, id)
    where cancelled_parts.order_id = settled.order_id and cancelled_parts.id = settled.id and settled_at is null`;
}
