import type { Staff } from '@sagashop/audit-log/staff-of';
import { writeAuditLog } from '@sagashop/audit-log/write-audit-log';
import { refuse } from '@sagashop/chassis/errors';
import { claimKeys, findKeys, type KeyUse, nameOfKey } from '@sagashop/chassis/guards/idempotency';
import type { Trace } from '@sagashop/chassis/observe/trace-context';
import type { Sql, Tx } from '@sagashop/chassis/postgres/sql';
import { newId } from '@sagashop/kernel/ids';
import { insertSagas } from '@sagashop/saga/log-postgres';
import { parcelPieces } from '../domain/parcel-act.ts';
import type { Shipment } from '../domain/shipment.ts';
import { withoutKept } from '../domain/withdrawal.ts';
import { refuseOrder } from '../errors.ts';
import type { Recorded } from '../running/act-once.ts';
import { placesOf, type WantedPieces } from '../running/judge-part.ts';
import { moveData } from '../sagas/move-data.ts';
import { noteShipmentSaga } from '../sagas/move-shipment.ts';
import { type Cancellable, lockToCancel } from '../store/cancellations.ts';
import { linesOf } from '../store/orders.ts';
import { insertShipment, shipmentsOf } from '../store/shipments.ts';
import { withdrawalsOf } from '../store/withdrawals.ts';

export interface ShipmentRequest {
  order: string;
  /** All that is in no parcel yet where it is not said. */
  pieces: WantedPieces | undefined;
  by: Staff;
  trace: Trace;
  use: KeyUse;
}

/**
 * Plans a parcel of an order under the lock on its row: pieces that are neither cancelled nor gone nor in another one. Refuses
 * as not_shippable an order that is not confirmed, or of which not so many are free.
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
    const lines = await piecesFor(tx, order, request.pieces);
    const shipment = { id: claim.subject, orderId: order.id, lines };
    const { by, trace } = request;
    const cause = newId();
    const state = { shipment: shipment.id, nth: 0, state: 'planned' as const };
    const data = moveData(order, { cause, amount: 0, lines: [], by: by.actor, ...state }, shop.currency);
    const saga = { id: newId(), order: order.id, definition: noteShipmentSaga, data, trace };
    const [sagas] = await Promise.all([
      insertSagas(tx, [saga], shop.owner),
      insertShipment(tx, { ...shipment, by: by.actor.id }),
      logPlan(tx, request, shipment),
    ]);
    return { kind: 'recorded', subject: shipment.id, sagas };
  }) as Promise<Recorded>;
}

async function piecesFor(
  tx: Tx,
  order: Cancellable,
  wanted: WantedPieces | undefined,
): Promise<Shipment['lines']> {
  const { id } = order;
  const [lines, shipments, withdrawals] = await Promise.all([
    linesOf(tx, [id]),
    shipmentsOf(tx, [id]),
    withdrawalsOf(tx, [id]),
  ]);
  const own = lines.get(id) ?? [];
  const places = wanted && placesOf(id, own, wanted);
  const pieces = parcelPieces(
    order,
    withoutKept(own, withdrawals.get(id) ?? []),
    shipments.get(id) ?? [],
    places,
  );
  if (!pieces) throw refuseOrder.not_shippable({ orderId: id });
  return pieces;
}

function logPlan(tx: Tx, { by }: ShipmentRequest, { id, orderId }: Pick<Shipment, 'id' | 'orderId'>) {
  const subject = `order:${orderId}`;
  const entry = { ...by, id, action: 'shipment.plan', subject } as const;
  return writeAuditLog(tx, { ...entry, before: {}, after: { state: 'planned' } });
}
