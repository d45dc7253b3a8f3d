import { writeAuditLog } from '@sagashop/audit-log/write-audit-log';
import { invalid, refuse } from '@sagashop/chassis/errors';
import { claimKeys, findKeys, type KeyUse, nameOfKey } from '@sagashop/chassis/guards/idempotency';
import type { Trace } from '@sagashop/chassis/observe/trace-context';
import type { Sql, Tx } from '@sagashop/chassis/postgres/sql';
import { newId } from '@sagashop/kernel/ids';
import type { SagaRow } from '@sagashop/saga/log';
import type { Line } from '../domain/order.ts';
import { counted, goodsState, summed } from '../domain/pieces.ts';
import {
  type ExchangeLine,
  objectionToReturn,
  type ReturnedPieces,
  type ReturnKind,
  returnable,
} from '../domain/return.ts';
import { refuseOrder } from '../errors.ts';
import type { Recorded } from '../running/act-once.ts';
import type { Asker } from '../running/asker.ts';
import { placesOf, type WantedPieces } from '../running/judge-part.ts';
import { type Cancellable, lockToCancel } from '../store/cancellations.ts';
import { departingCustomers } from '../store/departing-users.ts';
import { linesOf } from '../store/orders.ts';
import { savePieces } from '../store/pieces.ts';
import { comeByOf } from '../store/return-terms.ts';
import { deliveredOf, insertReturn } from '../store/returns.ts';
import { tellReturn } from './record-decision.ts';
import type { ReturnShop } from './return-shop.ts';

export interface ReturnRequest {
  order: string;
  kind: ReturnKind;
  pieces: WantedPieces;
  /** What is wanted instead; null: the money alone. */
  exchange: ExchangeLine[] | null;
  /** What its customer has agreed to pay for that, in minor units; null: what goes back. */
  agreed: number | null;
  reason: string | null;
  /** The hash of its photo's file. */
  photo: string | null;
  by: Asker;
  trace: Trace;
  use: KeyUse;
}

/**
 * Notes under the lock on an order's row that pieces of it are going to be sent back, with its key and the saga that tells its
 * customer in one transaction. Refuses with 404 what is not there or another's, with 409 what was not delivered, is more than
 * that or came too long ago, unless staff ask, with 422 lines that are none. A withdrawal is approved at once.
 */
export async function recordReturn(sql: Sql, request: ReturnRequest, shop: ReturnShop): Promise<Recorded> {
  const claim = { ...request.use, subject: newId() };
  return sql.begin(async (tx): Promise<Recorded> => {
    const leaving = await departingCustomers(tx, [request.order]);
    if (!(await claimKeys(tx, [claim])).has(claim.subject))
      return { kind: 'known', kept: (await findKeys(tx, [claim])).get(nameOfKey(claim))! };
    const [order] = await lockToCancel(tx, [request.order]);
    const { by } = request;
    if (!order || (!by.ofOthers && by.userId !== order.userId)) throw refuse.not_found();
    if (leaving.size > 0) {
      if (by.userId === order.userId) throw refuse.not_signed_in();
      throw refuseOrder.not_refundable({ orderId: order.id });
    }
    const judged = await judgeReturn(tx, order, request, shop);
    const written = { ...request, id: claim.subject };
    const sagas = await writeReturn(tx, { order, ...judged }, written, shop);
    return { kind: 'recorded', subject: claim.subject, sagas };
  }) as Promise<Recorded>;
}

type Written = Pick<ReturnRequest, 'kind' | 'exchange' | 'agreed' | 'reason' | 'photo' | 'by' | 'trace'> & {
  id: string;
};

/** Writes a return of an order that this transaction has locked, with the saga that tells its customer. A withdrawal is approved. */
export async function writeReturn(
  tx: Tx,
  { order, lines, pieces }: { order: Cancellable; lines: readonly Line[]; pieces: ReturnedPieces[] },
  written: Written,
  shop: Omit<ReturnShop, 'days'>,
): Promise<SagaRow[]> {
  const { id, kind, exchange, agreed, reason, photo, by, trace } = written;
  const state = kind === 'withdrawal' ? ('approved' as const) : ('asked' as const);
  const comeBy = state === 'approved' ? await comeByOf(tx, shop) : null;
  const after = counted(lines, { asked: 1 }, pieces);
  const [rows] = await Promise.all([
    tellReturn(tx, { order, id, became: state, comeBy, trace }, shop),
    savePieces(tx, order, after, goodsState(after, order.goods === 'failed')),
    insertReturn(tx, {
      ...{ id, orderId: order.id, kind, state, lines: pieces, exchange, agreed, reason, photo, comeBy },
      by: by.userId,
    }),
    by.userId !== order.userId && logReturn(tx, order, written),
  ]);
  return rows;
}

/** The pieces of a locked order that somebody wants to send back; refuses what cannot be. */
async function judgeReturn(
  tx: Tx,
  order: Cancellable,
  { pieces: wanted, by }: Pick<ReturnRequest, 'pieces' | 'by'>,
  shop: ReturnShop,
) {
  const { id } = order;
  const [found, { delivered, today }] = await Promise.all([linesOf(tx, [id]), deliveredOf(tx, id, shop)]);
  const lines: readonly Line[] = found.get(id) ?? [];
  const pieces = summed(placesOf(id, lines, wanted));
  if (pieces.length === 0) throw invalid('lines', 'must name some pieces');
  const can = returnable(order, lines, delivered, today);
  const objection = objectionToReturn(lines, can, pieces);
  // Staff take back what comes late, too.
  const late = objection === 'return_too_late' && by.ofOthers && by.userId !== order.userId;
  if (objection && !late) throw refuseOrder[objection]({ orderId: id });
  return { lines, pieces };
}

function logReturn(tx: Tx, order: Cancellable, { id, by, reason }: Written): Promise<void> {
  return writeAuditLog(tx, {
    ...by.staff,
    id,
    action: 'return.ask',
    subject: `order:${order.id}`,
    before: {},
    after: { state: 'asked' },
    reason: reason ?? undefined,
  });
}
