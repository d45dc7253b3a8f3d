import type { Sql } from '@sagashop/chassis/postgres/sql';
import { lineId } from '../domain/line-ids.ts';
import { freePieces } from '../domain/shipment.ts';
import { withoutKept } from '../domain/withdrawal.ts';
import { linesOf, ordersOf } from '../store/orders.ts';
import { recipientsOf } from '../store/recipients.ts';
import { shipmentsOf } from '../store/shipments.ts';
import { unplannedOrders } from '../store/unplanned.ts';
import { withdrawalsOf } from '../store/withdrawals.ts';

/** Confirmed orders of a day of which pieces are in no parcel, with those pieces, by id, behind `after`. */
export async function findUnplanned(sql: Sql, wanted: Parameters<typeof unplannedOrders>[1]) {
  const ids = await unplannedOrders(sql, wanted);
  const [orders, lines, shipments, recipients, withdrawals] = await Promise.all([
    ordersOf(sql, ids),
    linesOf(sql, ids),
    shipmentsOf(sql, ids),
    recipientsOf(sql, ids),
    withdrawalsOf(sql, ids),
  ]);
  const byId = new Map(orders.map((order) => [order.id, order]));
  return ids.map((id) => {
    const own = lines.get(id) ?? [];
    const free = freePieces(withoutKept(own, withdrawals.get(id) ?? []), shipments.get(id) ?? []);
    return {
      orderId: id,
      number: String(byId.get(id)!.number),
      recipient: { name: recipients.get(id)?.name ?? '' },
      lines: own.flatMap(({ name, productId, variantId }, place) => {
        const line = { lineId: lineId(id, place), quantity: free[place]!, name, productId };
        return line.quantity > 0 ? [{ ...line, ...(variantId && { variantId }) }] : [];
      }),
    };
  });
}
