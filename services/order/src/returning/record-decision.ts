import type { Staff } from '@sagashop/audit-log/staff-of';
import { writeAuditLog } from '@sagashop/audit-log/write-audit-log';
import { refuse } from '@sagashop/chassis/errors';
import { claimKeys, findKeys, type KeyUse, nameOfKey } from '@sagashop/chassis/guards/idempotency';
import type { Trace } from '@sagashop/chassis/observe/trace-context';
import type { Sql, Tx } from '@sagashop/chassis/postgres/sql';
import { newId } from '@sagashop/kernel/ids';
import type { SagaRow } from '@sagashop/saga/log';
import { insertSagas } from '@sagashop/saga/log-postgres';
import type { Order } from '../domain/order.ts';
import { counted, goodsState } from '../domain/pieces.ts';
import { objectionTo, type Return, type ReturnAct } from '../domain/return.ts';
import { refuseOrder } from '../errors.ts';
import type { Recorded } from '../running/act-once.ts';
import { type Became, noteReturnSaga, returnData } from '../sagas/return-goods.ts';
import { type Cancellable, lockToCancel } from '../store/cancellations.ts';
import { departingCustomers } from '../store/departing-users.ts';
import { linesOf } from '../store/orders.ts';
import { savePieces } from '../store/pieces.ts';
import { comeByOf } from '../store/return-terms.ts';
import { decideReturn, findReturn } from '../store/returns.ts';
import type { ReturnShop } from './return-shop.ts';

export interface DecisionRequest {
  /** The return, and the order that it is of. */
  id: string;
  order: string;
  act: 'approval' | 'refusal';
  /** Why it is refused, for the customer. */
  answer: string | null;
  by: Staff;
  trace: Trace;
  use: KeyUse;
}

/**
 * Approves or refuses a return under the lock on its order's row, with its key, its entry in the audit log and the saga that
 * tells its customer in one transaction. Pieces of one that is refused can be asked for again. Refuses as `already_decided`
 * or `already_received` what comes too late.
 */
export async function recordDecision(
  sql: Sql,
  request: DecisionRequest,
  shop: ReturnShop,
): Promise<Recorded> {
  const claim = { ...request.use, subject: newId() };
  return sql.begin(async (tx): Promise<Recorded> => {
    const leaving = await departingCustomers(tx, [request.order]);
    if (!(await claimKeys(tx, [claim])).has(claim.subject))
      return { kind: 'known', kept: (await findKeys(tx, [claim])).get(nameOfKey(claim))! };
    const { order, before } = await lockReturn(tx, request);
    const state = request.act === 'approval' ? ('approved' as const) : ('refused' as const);
    const comeBy = state === 'approved' ? await comeByOf(tx, shop) : null;
    const { answer, by, trace } = request;
    const said = leaving.size > 0 ? null : answer;
    const [sagas] = await Promise.all([
      tellReturn(tx, { order, id: before.id, became: state, comeBy, trace }, shop),
      decideReturn(tx, { id: before.id, orderId: order.id, state, by: by.actor.id, answer: said, comeBy }),
      state === 'refused' && giveUpPieces(tx, order, before),
      logDecision(tx, claim.subject, before, request),
    ]);
    return { kind: 'recorded', subject: before.id, sagas };
  }) as Promise<Recorded>;
}

/** Locks the order of a return and reads both; refuses with 404 what is not there, with 409 what is not done with it any more. */
export async function lockReturn(
  tx: Tx,
  { id, order: orderId, act }: { id: string; order: string; act: ReturnAct },
): Promise<{ order: Cancellable; before: Return }> {
  const [order] = await lockToCancel(tx, [orderId]);
  // Sent behind the lock: nobody else changes it meanwhile.
  const before = await findReturn(tx, id);
  if (!order || before?.orderId !== order.id) throw refuse.not_found();
  const objection = objectionTo(act, before.state);
  if (objection) throw refuseOrder[objection]({ returnId: id, state: before.state });
  return { order, before };
}

/** Writes the saga that tells the customer of a return how it stands, while nothing of it has come. */
export function tellReturn(
  tx: Tx,
  told: { order: Order; id: string; became: Became; comeBy: string | null; reason?: string; trace: Trace },
  { currency, owner, sendTo }: Pick<ReturnShop, 'currency' | 'owner' | 'sendTo'>,
): Promise<SagaRow[]> {
  const { order, id, became, comeBy, reason, trace } = told;
  const about = { id, cause: id, amount: 0, became, comeBy, reason };
  const data = returnData(order, about, { lines: [], currency, sendTo });
  return insertSagas(tx, [{ id: newId(), order: order.id, definition: noteReturnSaga, data, trace }], owner);
}

/** Has the pieces of a return that does not come be free again; its order is locked. */
export async function giveUpPieces(tx: Tx, order: Cancellable, { lines: pieces }: Return): Promise<void> {
  const lines = (await linesOf(tx, [order.id])).get(order.id)!;
  const after = counted(lines, { asked: -1 }, pieces);
  await savePieces(tx, order, after, goodsState(after, order.goods === 'failed'));
}

function logDecision(
  tx: Tx,
  id: string,
  { orderId, state }: Return,
  { act, answer, by }: DecisionRequest,
): Promise<void> {
  const action = act === 'approval' ? ('return.approve' as const) : ('return.refuse' as const);
  return writeAuditLog(tx, {
    ...{ ...by, id, action, subject: `order:${orderId}` },
    ...{ before: { state }, after: { state: act === 'approval' ? 'approved' : 'refused' } },
    reason: answer ?? undefined,
  });
}
