import type { Static } from 'typebox';
import { type BulkAction, NO_PARCEL } from '../domain/bulk.ts';
import type { ShownTarget } from '../store/bulk-targets.ts';
import type { BulkShape } from './bulk-shapes.ts';

/** An action as it is answered. */
export function shownBulk(action: BulkAction): Static<typeof BulkShape> {
  const { id, act, reason, courier, date, actor, state, total, done, waiting, refused } = action;
  const { step, fault, failing } = action;
  return {
    ...{ id, act, by: actor, state, total, done, waiting, refused, failing },
    ...(reason !== null && { reason }),
    ...(courier !== null && { courierId: courier }),
    ...(date !== null && { date }),
    ...(step !== null && { step }),
    ...(fault !== null && { fault }),
    createdAt: action.createdAt.toISOString(),
    endedAt: action.endedAt?.toISOString() ?? null,
  };
}

/** A target of an action as it is answered. */
export function shownTarget({ orderId, shipment, number, code, state }: ShownTarget) {
  return {
    ...{ orderId, state },
    ...(shipment !== NO_PARCEL && { shipmentId: shipment }),
    ...(number !== null && { number: String(number) }),
    ...(code !== null && { code }),
  };
}
