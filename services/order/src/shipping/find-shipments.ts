import { shipments } from '@sagashop/delivery/contract';
import type { Static } from 'typebox';
import { shownShipment } from '../domain/shipment.ts';
import { stockedId } from '../domain/stocked-id.ts';
import { isStopped } from '../domain/withdrawal.ts';
import { linesOf, ordersOf } from '../store/orders.ts';
import { recipientsOf } from '../store/recipients.ts';
import { actsOf, shipmentsOf } from '../store/shipments.ts';
import { withdrawalsOf } from '../store/withdrawals.ts';
import { namesFor } from './names-for.ts';
import type { Reading } from './reading.ts';

/** Parcels as delivery finds them, with what is in them, and to whom and where they go. */
export async function findShipments(reading: Reading, filter: Static<typeof shipments.question>) {
  const { sql, peers } = reading;
  const { items, today } = await peers.ask(shipments, filter);
  const orders = [...new Set(items.map(({ order }) => order))];
  const [own, rows, lines, recipients, withdrawals, acts] = await Promise.all([
    shipmentsOf(sql, orders),
    ordersOf(sql, orders),
    linesOf(sql, orders),
    recipientsOf(sql, orders),
    withdrawalsOf(sql, orders),
    actsOf(
      sql,
      items.map(({ id }) => id),
    ),
  ]);
  const byId = new Map(rows.map((row) => [row.id, row]));
  const nameOf = await namesFor(reading, rows, lines);
  const found = items.flatMap(({ order: orderId, id, courier, courierName, date }) => {
    const shipment = own.get(orderId)?.find((one) => one.id === id);
    const order = byId.get(orderId);
    if (!shipment || !order) return [];
    const { lines: pieces, ...shown } = shownShipment(shipment, acts.get(id) ?? [], true);
    const named = pieces.map((piece, at) => {
      const line = lines.get(orderId)![shipment.lines[at]!.place]!;
      return {
        ...piece,
        name: nameOf(stockedId(line)) ?? line.name,
        productId: line.productId,
        ...(line.variantId && { variantId: line.variantId }),
      };
    });
    const { name, phone, address } = recipients.get(orderId) ?? { name: '', phone: null, address: null };
    const withdrawn = isStopped(shipment, lines.get(orderId)!, withdrawals.get(orderId) ?? []);
    const recipient = { name, ...(phone && { phone }), ...(address && { address }) };
    const carried = { courierId: courier, courierName: courierName ?? null, date };
    const about = { number: String(order.number), ...carried, recipient };
    const why = shipment.state === 'cancelled' ? ('cancelled' as const) : ('withdrawn' as const);
    const stopped = withdrawn || why === 'cancelled';
    return [{ ...shown, lines: named, ...about, ...(stopped && { stopped: why }) }];
  });
  return { items: found, today, last: items.at(-1), full: items.length >= filter.limit };
}

/** Whether a parcel is one of the courier who is this user. */
export async function isOwnStop({ peers }: Reading, stop: { order: string; shipment: string; user: string }) {
  const { order, shipment, user } = stop;
  const { items } = await peers.ask(shipments, { orders: [order], user, limit: 100 });
  return items.some(({ id }) => id === shipment);
}
