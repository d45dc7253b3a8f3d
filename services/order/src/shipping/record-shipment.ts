import type { Staff } from '@sagashop/audit-log/staff-of';
import { writeAuditLog } from '@sagashop/audit-log/write-audit-log';
import { invalid, refuse } from '@sagashop/chassis/errors';
import { claimKeys, findKeys, type KeyUse, nameOfKey } from '@sagashop/chassis/guards/idempotency';
import type { Trace } from '@sagashop/chassis/observe/trace-context';
import type { Sql, Tx } from '@sagashop/chassis/postgres/sql';
import { newId } from '@sagashop/kernel/ids';
import { insertSagas } from '@sagashop/saga/log-postgres';
import type { Line } from '../domain/order.ts';
import { isReady, parcelPieces } from '../domain/parcel-act.ts';
import { summed } from '../domain/pieces.ts';
import { type Shipment, without } from '../domain/shipment.ts';
import { withoutKept } from '../domain/withdrawal.ts';
import { refuseOrder } from '../errors.ts';
import type { Recorded } from '../running/act-once.ts';
import { placesOf, type WantedPieces } from '../running/judge-part.ts';
import { moveData } from '../sagas/move-data.ts';
import { noteShipmentSaga } from '../sagas/move-shipment.ts';
import { type Cancellable, lockToCancel } from '../store/cancellations.ts';
import { linesOf } from '../store/orders.ts';
import { insertShipment, saveShipment, shipmentsOf } from '../store/shipments.ts';
import { withdrawalsOf } from '../store/withdrawals.ts';

export interface ShipmentRequest {
  order: string;
  /** All that is in no parcel yet where it is not said. */
  pieces: WantedPieces | undefined;
  /** The planned parcel that the pieces come out of, where they are in one. */
  out?: string | undefined;
  by: Staff;
  trace: Trace;
  use: KeyUse;
}

/**
 * Plans a parcel of an order under the lock on its row: pieces that are neither cancelled nor gone nor in another one. Refuses
 * as not_shippable an order that is not confirmed, or of which not so many are free. Pieces may come out of a planned parcel
 * that keeps others; out of a packed one they do not: wrong_state.
 */
export async function recordShipment(
  sql: Sql,
  request: ShipmentRequest,
  shop: { currency: string; owner: number },
): Promise<Recorded> {
  const claim = { ...request.use, subject: newId() };
  return sql.begin(async (tx): Promise<Recorded> => {
    if (!(await claimKeys(tx, [claim])).has(claim.subject))
      return { kind: 'known', kept: (await findKeys(tx, [claim])).get(nameOfKey(claim))! };
    const [order] = await lockToCancel(tx, [request.order]);
    if (!order) throw refuse.not_found();
    const { lines, left } = await piecesFor(tx, order, request);
    const shipment = { id: claim.subject, orderId: order.id, lines };
    const { by, trace } = request;
    const cause = newId();
    const state = { shipment: shipment.id, nth: 0, state: 'planned' as const };
    const data = moveData(order, { cause, amount: 0, lines: [], by: by.actor, ...state }, shop.currency);
    const saga = { id: newId(), order: order.id, definition: noteShipmentSaga, data, trace };
    const [sagas] = await Promise.all([
      insertSagas(tx, [saga], shop.owner),
      insertShipment(tx, { ...shipment, by: by.actor.id }),
      left && saveShipment(tx, left),
      logPlan(tx, request, shipment),
    ]);
    return { kind: 'recorded', subject: shipment.id, sagas };
  }) as Promise<Recorded>;
}

async function piecesFor(
  tx: Tx,
  order: Cancellable,
  { pieces: wanted, out }: ShipmentRequest,
): Promise<{ lines: Shipment['lines']; left?: Shipment }> {
  const { id } = order;
  const [lines, shipments, withdrawals] = await Promise.all([
    linesOf(tx, [id]),
    shipmentsOf(tx, [id]),
    withdrawalsOf(tx, [id]),
  ]);
  const own = lines.get(id) ?? [];
  if (out !== undefined) return piecesOutOf(order, own, { shipments: shipments.get(id) ?? [], out, wanted });
  const places = wanted && placesOf(id, own, wanted);
  const pieces = parcelPieces(
    order,
    withoutKept(own, withdrawals.get(id) ?? []),
    shipments.get(id) ?? [],
    places,
  );
  if (!pieces) throw refuseOrder.not_shippable({ orderId: id });
  return { lines: pieces };
}

interface Out {
  shipments: readonly Shipment[];
  out: string;
  wanted: WantedPieces | undefined;
}

function piecesOutOf(order: Cancellable, own: readonly Line[], { shipments, out, wanted = [] }: Out) {
  const { id: orderId } = order;
  const from = shipments.find(({ id }) => id === out);
  if (!from) throw invalid('shipmentId', 'is no parcel of this order');
  if (from.state !== 'planned') throw refuseOrder.wrong_state({ orderId, state: from.state });
  const lines = summed(placesOf(orderId, own, wanted));
  const left = without(from, lines);
  if (!isReady(order) || lines.length === 0 || !left) throw refuseOrder.not_shippable({ orderId });
  return { lines, left };
}

function logPlan(tx: Tx, { by, out }: ShipmentRequest, { id, orderId }: Pick<Shipment, 'id' | 'orderId'>) {
  const subject = `order:${orderId}`;
  const entry = { ...by, id, action: 'shipment.plan', subject } as const;
  return writeAuditLog(tx, { ...entry, before: {}, after: { state: 'planned', ...(out && { outOf: out }) } });
}
