import { problemBytes } from '@sagashop/chassis/errors';
import {
  assertReplayable,
  findKeys,
  finishKey,
  type KeyUse,
  nameOfKey,
} from '@sagashop/chassis/guards/idempotency';
import { type Answered, once } from '@sagashop/chassis/guards/once';
import type { Sql } from '@sagashop/chassis/postgres/sql';
import { newId } from '@sagashop/kernel/ids';
import { Problem } from '@sagashop/kernel/problem';
import type { SagaRow } from '@sagashop/saga/log';
import { type Refund, shownRefund } from '../domain/refund.ts';
import type { OrderSignals } from '../running/order-signals.ts';
import { refundsOf } from '../store/refunds.ts';
import { type RecordedRefund, type RefundRequest, recordRefund } from './record-refund.ts';

export interface Refunding {
  sql: Sql;
  currency: string;
  owner(): number;
  run(saga: SagaRow): void;
  signals: OrderSignals;
}

/** Without a signal from this process, which may not be the one that runs the saga, it is looked at so often. */
const LOOK = 250; // ms

/**
 * Gives money of an order back, once for each key, and waits up to so many ms until it is with its customer. What is
 * answered then is kept, refusals that the state of things decided too; until then a repetition waits in the same way.
 */
export async function refundOrder(
  refunding: Refunding,
  request: RefundRequest,
  wait: number,
): Promise<Answered> {
  const { sql, currency, owner, run } = refunding;
  const { use, order } = request;
  let recorded: RecordedRefund;
  try {
    recorded = await recordRefund(sql, request, { currency, owner: owner() });
  } catch (refusal) {
    if (!(refusal instanceof Problem) || refusal.status !== 409) throw refusal;
    const outcome = { status: refusal.status, response: problemBytes(refusal) };
    return once(sql, { ...use, subject: newId() }, async () => outcome);
  }
  if (recorded.kind === 'recorded') run(recorded.saga);
  const id = recorded.kind === 'recorded' ? recorded.refund : recorded.kept.subject;
  if (
    recorded.kind === 'known' &&
    (recorded.kept.status !== null || recorded.kept.fingerprint !== use.fingerprint)
  ) {
    assertReplayable(recorded.kept, use);
    const { status, response } = recorded.kept;
    return { status, response, replayed: true, subject: id };
  }
  const refund = await settled(refunding, { order, id }, wait);
  const response = JSON.stringify(shownRefund(refund, currency));
  const kept = await keep(sql, use, { status: 201, response });
  return { ...kept, replayed: recorded.kind === 'known', subject: id };
}

/** The refund as it is when it is settled, or as it is when nobody waits longer. */
async function settled(
  { sql, signals }: Refunding,
  { order, id }: { order: string; id: string },
  wait: number,
): Promise<Refund> {
  const until = performance.now() + wait;
  for (;;) {
    // Before it is looked at, so that nothing happens unheard between the two.
    const signal = signals.wait(order, Math.max(0, Math.min(LOOK, until - performance.now())));
    const refund = (await refundsOf(sql, [order])).get(order)!.find((one) => one.id === id)!;
    if (refund.state !== 'requested' || performance.now() >= until) return refund;
    await signal;
  }
}

/** Fixes what the key's requests are answered; whoever comes second answers as the first did. */
async function keep(sql: Sql, use: KeyUse, outcome: { status: number; response: string }) {
  await finishKey(sql, use, outcome);
  const kept = (await findKeys(sql, [use])).get(nameOfKey(use));
  return kept?.status ? { status: kept.status, response: kept.response! } : outcome;
}
