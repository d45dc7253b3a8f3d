import { uuids } from '@sagashop/chassis/postgres/arrays';
import type { Db, Tx } from '@sagashop/chassis/postgres/sql';
import type { Statement } from '@sagashop/saga/log-postgres';
import type { Refund, RefundedPieces } from '../domain/refund.ts';

/** What was given back of these orders while they stood, the oldest first, by order. */
export async function refundsOf(db: Db, orders: readonly string[]): Promise<Map<string, Refund[]>> {
  if (orders.length === 0) return new Map();
  const rows = await db<Refund[]>`
    select id, order_id, amount, lines::json as lines, reason, kind, state, by_user as by, created_at, settled_at from refunds
    where order_id = any(${uuids(orders)}::uuid[]) order by order_id, created_at, id`;
  return Map.groupBy(rows, ({ orderId }) => orderId);
}

/** Writes a refund that was granted under the lock on its order, and adds it to what has gone back. */
export async function insertRefund(
  tx: Tx,
  refund: Pick<Refund, 'id' | 'orderId' | 'amount' | 'reason' | 'kind' | 'by'> & {
    lines: RefundedPieces[] | null;
  },
): Promise<void> {
  const { id, orderId, amount, lines, reason, kind = null, by } = refund;
  await Promise.all([
    tx`insert into refunds (order_id, id, amount, lines, reason, kind, by_user)
      values (${orderId}, ${id}, ${amount}, ${lines && JSON.stringify(lines)}, ${reason}, ${kind}, ${by})`,
    tx`update orders set refunded = coalesce(refunded, 0) + ${amount} where id = ${orderId}`,
  ]);
}

/** Notes that these refunds are with their customers; one that was noted stays as it is. */
export function settleRefunds(tx: Tx, refunds: readonly { order: string; id: string }[]): Statement {
  return tx`
    update refunds set state = 'settled', settled_at = now()
    from unnest(${uuids(refunds.map(({ order }) => order))}::uuid[], ${uuids(refunds.map(({ id }) => id))}::uuid[])
      as settled (order_id, id)
    where refunds.order_id = settled.order_id and refunds.id = settled.id and state = 'requested'`;
}
