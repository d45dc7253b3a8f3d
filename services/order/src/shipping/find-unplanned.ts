import { lineId } from '../domain/line-ids.ts';
import { freePieces } from '../domain/shipment.ts';
import { stockedId } from '../domain/stocked-id.ts';
import { withoutKept } from '../domain/withdrawal.ts';
import { linesOf, ordersOf } from '../store/orders.ts';
import { recipientsOf } from '../store/recipients.ts';
import { shipmentsOf } from '../store/shipments.ts';
import { unplannedOrders } from '../store/unplanned.ts';
import { withdrawalsOf } from '../store/withdrawals.ts';
import { namesFor } from './names-for.ts';
import type { Reading } from './reading.ts';

/** Confirmed orders of some days of which pieces are in no parcel, with those pieces, by id, behind `after`. */
export async function findUnplanned(reading: Reading, wanted: Parameters<typeof unplannedOrders>[1]) {
  const { sql } = reading;
  const ids = await unplannedOrders(sql, wanted);
  const [orders, lines, shipments, recipients, withdrawals] = await Promise.all([
    ordersOf(sql, ids),
    linesOf(sql, ids),
    shipmentsOf(sql, ids),
    recipientsOf(sql, ids),
    withdrawalsOf(sql, ids),
  ]);
  const byId = new Map(orders.map((order) => [order.id, order]));
  const nameOf = await namesFor(reading, orders, lines);
  return ids.map((id) => {
    // The list may not have heard yet that an order is cancelled.
    const own = byId.get(id)!.status === 'confirmed' ? (lines.get(id) ?? []) : [];
    const free = freePieces(withoutKept(own, withdrawals.get(id) ?? []), shipments.get(id) ?? []);
    return {
      orderId: id,
      number: String(byId.get(id)!.number),
      deliveryDate: byId.get(id)!.deliveryDate,
      recipient: { name: recipients.get(id)?.name ?? '' },
      lines: own.flatMap(({ name: ordered, productId, variantId }, place) => {
        const name = nameOf(stockedId(own[place]!)) ?? ordered;
        const line = { lineId: lineId(id, place), quantity: free[place]!, name, productId };
        return line.quantity > 0 ? [{ ...line, ...(variantId && { variantId }) }] : [];
      }),
    };
  });
}
