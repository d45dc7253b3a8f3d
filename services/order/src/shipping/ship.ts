import type { Answered } from '@sagashop/chassis/guards/once';
import type { Sql } from '@sagashop/chassis/postgres/sql';
import { shownShipment } from '../domain/shipment.ts';
import { type Acting, actOnce } from '../running/act-once.ts';
import { actsOf, shipmentsOf } from '../store/shipments.ts';
import { type ActRequest, recordAct } from './record-act.ts';
import { recordShipment, type ShipmentRequest } from './record-shipment.ts';

/** Plans a parcel, once for the key: 201 and the parcel. */
export function planShipment(acting: Acting, request: ShipmentRequest): Promise<Answered> {
  const shop = { currency: acting.currency, owner: acting.owner() };
  return actOnce<never>(
    acting,
    request.use,
    () => recordShipment(acting.sql, request, shop),
    async (id) => answerOf(acting.sql, { order: request.order, id, status: 201 }),
  );
}

/** Notes what has become of a parcel, once for the key: 201 and the parcel. Its saga goes on meanwhile. */
export function actOnShipment(acting: Acting, request: ActRequest): Promise<Answered> {
  const shop = { currency: acting.currency, owner: acting.owner() };
  const { order, shipment } = request;
  return actOnce<never>(
    acting,
    request.use,
    () => recordAct(acting.sql, request, shop),
    async () => answerOf(acting.sql, { order, id: shipment, status: 201 }),
  );
}

async function answerOf(sql: Sql, { order, id, status }: { order: string; id: string; status: number }) {
  const [shipments, acts] = await Promise.all([shipmentsOf(sql, [order]), actsOf(sql, [id])]);
  const shipment = shipments.get(order)!.find((one) => one.id === id)!;
  const response = JSON.stringify(shownShipment(shipment, acts.get(id) ?? [], true));
  return { status, response, over: true };
}
