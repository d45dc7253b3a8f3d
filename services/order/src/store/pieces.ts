import { ints } from '@sagashop/chassis/postgres/arrays';
import type { Tx } from '@sagashop/chassis/postgres/sql';
import type { GoodsState, Line, Order } from '../domain/order.ts';
import { countsOf, statusOf } from '../domain/pieces.ts';

/**
 * Saves what has become of the pieces of an order that this transaction has locked, and the words that follow from that: how
 * far its goods are, and its status. The only place that sets them.
 */
export async function savePieces(
  tx: Tx,
  order: Pick<Order, 'id' | 'status'>,
  lines: readonly Line[],
  goods: GoodsState | null,
): Promise<void> {
  const counts = lines.map(countsOf);
  await Promise.all([
    tx`update order_lines set cancelled = now.cancelled, shipped = now.shipped, delivered = now.delivered,
        returned = now.returned, asked = now.asked, received = now.received
      from unnest(${ints(lines.map((_, at) => at))}::smallint[], ${ints(counts.map((one) => one.cancelled))}::int[],
        ${ints(counts.map((one) => one.shipped))}::int[], ${ints(counts.map((one) => one.delivered))}::int[],
        ${ints(counts.map((one) => one.returned))}::int[], ${ints(counts.map((one) => one.asked))}::int[],
        ${ints(counts.map((one) => one.received))}::int[])
        as now (line, cancelled, shipped, delivered, returned, asked, received)
      where order_lines.order_id = ${order.id} and order_lines.line = now.line`,
    tx`update orders set status = ${statusOf(order, goods, lines)}, goods = ${goods} where id = ${order.id}`,
  ]);
}
