import type { Staff } from '@sagashop/audit-log/staff-of';
import { writeAuditLog } from '@sagashop/audit-log/write-audit-log';
import { refuse } from '@sagashop/chassis/errors';
import { claimKeys, findKeys, type KeyUse, nameOfKey } from '@sagashop/chassis/guards/idempotency';
import type { Trace } from '@sagashop/chassis/observe/trace-context';
import type { Sql, Tx } from '@sagashop/chassis/postgres/sql';
import { newId } from '@sagashop/kernel/ids';
import type { SagaRow } from '@sagashop/saga/log';
import { insertSagas } from '@sagashop/saga/log-postgres';
import type { Act, Shipment } from '../domain/shipment.ts';
import type { Recorded } from '../running/act-once.ts';
import { type Acted, judgeAct } from '../running/judge-act.ts';
import { dataAfter } from '../sagas/move-data.ts';
import { sagaOf } from '../sagas/move-shipment.ts';
import { type Cancellable, lockToCancel } from '../store/cancellations.ts';
import { departingCustomers } from '../store/departing-users.ts';
import { savePieces } from '../store/pieces.ts';
import { insertRefund } from '../store/refunds.ts';
import { insertAct, saveShipment } from '../store/shipments.ts';

export interface ActRequest {
  order: string;
  shipment: string;
  act: Act;
  by: Staff;
  /** When it happened, as whoever did it says; null: now. */
  at: string | null;
  note: string | null;
  name: string | null;
  /** The hash of its file. */
  photo: string | null;
  trace: Trace;
  use: KeyUse;
}

type Shop = { currency: string; owner: number };

/**
 * Notes what has become of a parcel under the lock on its order's row, with what that counts on its lines, its key and its saga
 * in one transaction. Refuses as wrong_state what the parcel's state does not allow, and that nobody was there again before it
 * was handed over again or went to another day; as not_shippable the hand-over of what is cancelled or is going to be, and as
 * order_withdrawn that of what its customer has withdrawn from.
 * Of a customer who leaves or has left it keeps no note, name or photo.
 */
export async function recordAct(sql: Sql, request: ActRequest, shop: Shop): Promise<Recorded> {
  const claim = { ...request.use, subject: newId() };
  return sql.begin(async (tx): Promise<Recorded> => {
    const leaving = await departingCustomers(tx, [request.order]);
    if (!(await claimKeys(tx, [claim])).has(claim.subject))
      return { kind: 'known', kept: (await findKeys(tx, [claim])).get(nameOfKey(claim))! };
    const [order] = await lockToCancel(tx, [request.order]);
    if (!order) throw refuse.not_found();
    const { before, verdict } = await judgeAct(tx, order, request);
    const sagas = await write(tx, {
      order,
      before,
      verdict,
      cause: claim.subject,
      request: leaving.size > 0 ? { ...request, note: null, name: null, photo: null } : request,
      shop,
    });
    return { kind: 'recorded', subject: before.id, sagas };
  }) as Promise<Recorded>;
}

interface Writing {
  order: Cancellable;
  before: Shipment;
  verdict: Acted;
  cause: string;
  request: ActRequest;
  shop: Shop;
}

async function write(tx: Tx, writing: Writing): Promise<SagaRow[]> {
  const { order, verdict, cause, request, shop } = writing;
  const { after, lines, goods, worth } = verdict;
  const { by, act, at, note, name, photo, trace } = request;
  const { id: shipment, nth, state } = after;
  const data = dataAfter(order, verdict, { cause, by: by.actor, currency: shop.currency });
  const saga = { id: newId(), order: order.id, definition: sagaOf(state), data, trace };
  const refund = { id: cause, orderId: order.id, amount: worth.amount, lines: worth.pieces, reason: null };
  const [sagas] = await Promise.all([
    insertSagas(tx, [saga], shop.owner),
    saveShipment(tx, after),
    insertAct(tx, { shipment, nth, id: cause, act, at, by: by.actor.id, note, name, photo }),
    savePieces(tx, order, lines, goods),
    worth.amount > 0 && insertRefund(tx, { ...refund, kind: 'undelivered', by: by.actor.id }),
    logAct(tx, writing),
  ]);
  return sagas;
}

function logAct(tx: Tx, { order, before, verdict, cause, request }: Writing): Promise<void> {
  const { by, act } = request;
  const action = `shipment.${act}` as const;
  const changes = { before: { state: before.state }, after: { state: verdict.after.state } };
  return writeAuditLog(tx, { ...by, id: cause, action, subject: `order:${order.id}`, ...changes });
}
