import type { Sql } from '@sagashop/chassis/postgres/sql';
import type { Return } from '../domain/return.ts';
import { type ShownFor, shownReturn } from '../domain/shown-return.ts';
import { exchangesOf } from '../store/exchanges.ts';
import { linesOf, ordersOf } from '../store/orders.ts';
import { recipientsOf } from '../store/recipients.ts';

/** Returns with what is in them, of which orders they are, and whose. */
export async function findReturns(sql: Sql, rows: readonly Return[], by: ShownFor) {
  const orders = [...new Set(rows.map(({ orderId }) => orderId))];
  const [found, lines, recipients, exchanges] = await Promise.all([
    ordersOf(sql, orders),
    linesOf(sql, orders),
    recipientsOf(sql, orders),
    exchangesOf(sql, orders),
  ]);
  const byId = new Map(found.map((order) => [order.id, order]));
  return rows.flatMap((row) => {
    const order = byId.get(row.orderId);
    if (!order) return [];
    const { lines: pieces, ...shown } = shownReturn(row, { ...by, exchanges });
    const named = pieces.map((piece, at) => {
      const { name, productId, variantId } = lines.get(order.id)![row.lines[at]!.place]!;
      return { ...piece, name, productId, ...(variantId && { variantId }) };
    });
    const customer = recipients.get(order.id)?.name ?? '';
    return [{ ...shown, lines: named, number: String(order.number), userId: order.userId, customer }];
  });
}
