import { writeAuditLog } from '@sagashop/audit-log/write-audit-log';
import type { Trace } from '@sagashop/chassis/observe/trace-context';
import type { Tx } from '@sagashop/chassis/postgres/sql';
import { newId } from '@sagashop/kernel/ids';
import type { SagaRow } from '@sagashop/saga/log';
import { insertSagas } from '@sagashop/saga/log-postgres';
import type { Line } from '../domain/order.ts';
import { afterPart, type PartVerdict } from '../domain/part.ts';
import { isOpen, type Shipment } from '../domain/shipment.ts';
import type { Asker } from '../running/asker.ts';
import { cancelPartData, cancelPartSaga, stockedPieces } from '../sagas/cancel-part.ts';
import { moveData } from '../sagas/move-data.ts';
import { noteShipmentSaga } from '../sagas/move-shipment.ts';
import type { Cancellable } from '../store/cancellations.ts';
import { insertPart } from '../store/parts.ts';
import { savePieces } from '../store/pieces.ts';
import { insertRefund } from '../store/refunds.ts';
import { saveShipment, shipmentsOf } from '../store/shipments.ts';

/** Who cancels a part, and why. */
type Asking = { by: Asker; why?: string | undefined; trace: Trace };

interface Writing {
  order: Cancellable;
  lines: readonly Line[];
  part: Extract<PartVerdict, { kind: 'part' }> & { id: string };
  request: Asking;
  shop: { currency: string; owner: number };
}

/**
 * Cancels pieces of an order that this transaction has locked: counts them, writes the part, what goes back for it and its saga,
 * and takes them out of their parcels; with an entry in the audit log where it is another's order.
 */
export async function writePart(tx: Tx, { order, lines, part, request, shop }: Writing): Promise<SagaRow[]> {
  const { by, why, trace } = request;
  const { id, amount, pieces } = part;
  const { currency, owner } = shop;
  const shipments = (await shipmentsOf(tx, [order.id])).get(order.id) ?? [];
  const after = afterPart(order, lines, shipments, pieces);
  const about = { orderId: order.id, id, amount, lines: pieces, reason: why ?? null, by: by.userId };
  const data = cancelPartData(order, part, { lines: stockedPieces(lines, pieces), currency });
  const saga = { id: newId(), order: order.id, definition: cancelPartSaga, data, trace };
  const less = await shrink(tx, order, after.parcels, { by, currency, trace });
  const [rows] = await Promise.all([
    insertSagas(tx, [saga, ...less], owner),
    insertPart(tx, about),
    amount > 0 && insertRefund(tx, { ...about, kind: 'cancelled' }),
    savePieces(tx, order, after.lines, after.goods),
    by.userId !== order.userId && logPart(tx, order, part, request),
  ]);
  return rows;
}

/** Pieces that are cancelled leave the parcels that they were in; what sagas delivery is to be told of the empty ones by. */
async function shrink(
  tx: Tx,
  order: Cancellable,
  less: readonly Shipment[],
  { by, currency, trace }: { by: Asker; currency: string; trace: Trace },
) {
  for (const one of less) await saveShipment(tx, one);
  return less
    .filter((one) => !isOpen(one))
    .map(({ id: shipment, nth, state }) => {
      const move = { cause: newId(), amount: 0, lines: [], by: by.staff.actor, shipment, nth, state };
      const data = moveData(order, move, currency);
      return { id: newId(), order: order.id, definition: noteShipmentSaga, data, trace };
    });
}

function logPart(
  tx: Tx,
  { id: order, refunded }: Cancellable,
  { id, amount }: Writing['part'],
  { by, why }: Asking,
): Promise<void> {
  return writeAuditLog(tx, {
    ...by.staff,
    id,
    action: 'order.cancel-part',
    subject: `order:${order}`,
    before: { refunded: refunded ?? 0 },
    after: { refunded: (refunded ?? 0) + amount },
    reason: why,
  });
}
