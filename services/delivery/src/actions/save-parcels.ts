import { differences, writeAuditLog } from '@sagashop/audit-log/write-audit-log';
import type { Tx } from '@sagashop/chassis/postgres/sql';
import { newId } from '@sagashop/kernel/ids';
import type { Parcels, Shipment } from '../domain/shipment.ts';
import { addMove } from '../store/add-move.ts';
import { moveBooking } from '../store/bookings.ts';
import { saveShipments } from '../store/shipments.ts';

/**
 * Saves what has become of parcels, and the deliveries that went to another day for it: order hears of those. All is sent at
 * once, since the batch's COMMIT goes out right behind.
 */
export async function saveParcels(
  tx: Tx,
  { shipments, moves, rebooked }: Parcels,
  before: ReadonlyMap<string, Shipment>,
): Promise<void> {
  const changed = [...shipments.values()].filter((one) => before.get(one.id) !== one);
  await Promise.all([
    (changed.length > 0 || moves.length > 0) && saveShipments(tx, changed, moves),
    ...rebooked.map((one) => saveRebooked(tx, one)),
  ]);
}

function saveRebooked(tx: Tx, { booking, was, by }: Parcels['rebooked'][number]) {
  const now = { courierId: booking.courierId!, date: booking.date! };
  const move = newId();
  const entry = { id: move, actor: by, from: '', action: 'delivery.move' } as const;
  return Promise.all([
    moveBooking(tx, booking),
    addMove(tx, {
      ...{ move, order: booking.orderId, courier: now.courierId, date: now.date },
      was: { courier: was.courierId, date: was.date },
    }),
    writeAuditLog(tx, { ...entry, subject: `order:${booking.orderId}`, ...differences(was, now) }),
  ]);
}
