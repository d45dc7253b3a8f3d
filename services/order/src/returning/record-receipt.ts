import type { Staff } from '@sagashop/audit-log/staff-of';
import { writeAuditLog } from '@sagashop/audit-log/write-audit-log';
import { claimKeys, findKeys, type KeyUse, nameOfKey } from '@sagashop/chassis/guards/idempotency';
import type { Trace } from '@sagashop/chassis/observe/trace-context';
import type { Sql, Tx } from '@sagashop/chassis/postgres/sql';
import { newId } from '@sagashop/kernel/ids';
import type { SagaRow } from '@sagashop/saga/log';
import { insertSagas } from '@sagashop/saga/log-postgres';
import type { Return } from '../domain/return.ts';
import { refundedMeanwhile } from '../errors.ts';
import type { Recorded } from '../running/act-once.ts';
import { type JudgedReceipt, judgeReceipt, type ReceivedLines } from '../running/judge-receipt.ts';
import { receiveReturnSaga, returnData, stockedReturn } from '../sagas/return-goods.ts';
import type { Cancellable } from '../store/cancellations.ts';
import { savePieces } from '../store/pieces.ts';
import { insertRefund } from '../store/refunds.ts';
import { receiveReturn } from '../store/returns.ts';
import { lockReturn } from './record-decision.ts';
import type { ReturnShop } from './return-shop.ts';

export interface ReceiptRequest {
  id: string;
  order: string;
  pieces: ReceivedLines;
  /** What had gone back of the order when they looked, in minor units: where that is not so any more, nothing is done. */
  seenRefunded?: number | undefined;
  by: Staff;
  trace: Trace;
  use: KeyUse;
}

/**
 * Notes what has come of a return under the lock on its order's row: the pieces are counted, what was paid for them is granted,
 * and the saga that gives it back and puts them away is written, with its key and its entry in the audit log, in one
 * transaction. Money follows what was received, never what was asked. Refuses as `not_approved` or `already_received` what
 * comes too early or twice, with 422 more pieces than were asked for, and a receipt of nothing.
 */
export async function recordReceipt(sql: Sql, request: ReceiptRequest, shop: ReturnShop): Promise<Recorded> {
  const claim = { ...request.use, subject: newId() };
  return sql.begin(async (tx): Promise<Recorded> => {
    if (!(await claimKeys(tx, [claim])).has(claim.subject))
      return { kind: 'known', kept: (await findKeys(tx, [claim])).get(nameOfKey(claim))! };
    const { order, before } = await lockReturn(tx, { ...request, act: 'receipt' });
    const refunded = order.refunded ?? 0;
    const { seenRefunded } = request;
    if (seenRefunded !== undefined && seenRefunded !== refunded)
      throw refundedMeanwhile(seenRefunded, refunded);
    const judged = await judgeReceipt(tx, order, before, request.pieces);
    const sagas = await write(tx, { order, before, judged, receipt: claim.subject, request, shop });
    return { kind: 'recorded', subject: before.id, sagas };
  }) as Promise<Recorded>;
}

interface Writing {
  order: Cancellable;
  before: Return;
  judged: JudgedReceipt;
  receipt: string;
  request: ReceiptRequest;
  shop: ReturnShop;
}

async function write(tx: Tx, { order, before, judged, receipt, request, shop }: Writing): Promise<SagaRow[]> {
  const { lines, came, after, worth } = judged;
  const { amount } = worth;
  const { by, trace } = request;
  const about = { id: before.id, cause: receipt, amount, became: 'received' as const };
  const data = returnData(order, about, { lines: stockedReturn(lines, came), currency: shop.currency });
  const saga = { id: newId(), order: order.id, definition: receiveReturnSaga, data, trace };
  const refund = { id: receipt, orderId: order.id, amount, lines: worth.pieces, reason: null };
  const [sagas] = await Promise.all([
    insertSagas(tx, [saga], shop.owner),
    savePieces(tx, order, after.lines, after.goods),
    receiveReturn(tx, {
      ...{ id: before.id, orderId: order.id, lines: after.returned, receipt, amount },
      by: by.actor.id,
    }),
    amount > 0 && insertRefund(tx, { ...refund, kind: 'returned', by: by.actor.id }),
    logReceipt(tx, order, before, { receipt, amount, by }),
  ]);
  return sagas;
}

function logReceipt(
  tx: Tx,
  { id: order, refunded }: Cancellable,
  { state }: Return,
  { receipt, amount, by }: { receipt: string; amount: number; by: Staff },
): Promise<void> {
  const before = refunded ?? 0;
  return writeAuditLog(tx, {
    ...{ ...by, id: receipt, action: 'return.receive', subject: `order:${order}` },
    ...{ before: { state, refunded: before }, after: { state: 'received', refunded: before + amount } },
  });
}
