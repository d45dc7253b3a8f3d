import type { Logger } from '@sagashop/chassis/observe/log';
import type { Tx } from '@sagashop/chassis/postgres/sql';
import { sweepAll } from '@sagashop/chassis/work/sweeper';
import { newId } from '@sagashop/kernel/ids';
import type { SagaRow } from '@sagashop/saga/log';
import { writePart } from '../cancelling/write-part.ts';
import { type CarriedOut, carriedOut, reached } from '../domain/carried-out.ts';
import type { Line } from '../domain/order.ts';
import type { Withdrawal } from '../domain/withdrawal.ts';
import { writeReturn } from '../returning/record-return.ts';
import type { Asker } from '../running/asker.ts';
import { type Cancellable, insertAsked, lockToCancel, markOrders } from '../store/cancellations.ts';
import { linesOf } from '../store/orders.ts';
import { refundsOf } from '../store/refunds.ts';
import { leaseWithdrawals, saveCarriedOut, saveReached, withdrawalNow } from '../store/withdrawals.ts';
import type { Withdrawing } from './withdrawing.ts';

const AT_ONCE = 20; // withdrawals
/** Seconds after which another process takes what one has not carried out. */
const LEASE = 30;

/**
 * Carries out the withdrawals that are due, each in a transaction of its own under the lock on its order's row. One that cannot
 * be is tried again when its lease is over, and holds up no other.
 */
export async function carryOutDue(withdrawing: Withdrawing, log: Logger): Promise<void> {
  await sweepAll(async (most) => {
    const due = await leaseWithdrawals(withdrawing.sql, { most, seconds: LEASE });
    for (const { id, orderId } of due)
      await carryOut(withdrawing, { id, orderId }).catch((error: unknown) =>
        log.warn({ err: error, orderId }, 'a withdrawal will be carried out again'),
      );
    return due.length;
  }, AT_ONCE);
}

async function carryOut(
  withdrawing: Withdrawing,
  { id, orderId }: Pick<Withdrawal, 'id' | 'orderId'>,
): Promise<void> {
  const { sql, run } = withdrawing;
  const sagas = (await sql.begin(async (tx): Promise<SagaRow[]> => {
    const [order] = await lockToCancel(tx, [orderId]);
    const withdrawal = (await withdrawalNow(tx, id))!;
    const lines = (await linesOf(tx, [orderId])).get(orderId) ?? [];
    const carrying = { order: order!, lines, withdrawal };
    if (withdrawal.underWay) return reach(tx, withdrawing, carrying);
    return withdrawal.state === 'confirmed' && withdrawal.due ? decide(tx, withdrawing, carrying) : [];
  })) as SagaRow[];
  for (const saga of sagas) run(saga);
}

type Pieces = { place: number; quantity: number }[];

interface Carrying {
  order: Cancellable;
  lines: readonly Line[];
  withdrawal: Withdrawal;
}

/**
 * What is in the shop is cancelled, as a part, or as the whole where nothing else is left; what its customer has is sent back,
 * which needs nobody's approval. What an order that was cancelled meanwhile had is given back by that.
 */
async function decide(tx: Tx, withdrawing: Withdrawing, carrying: Carrying): Promise<SagaRow[]> {
  const { order, lines, withdrawal } = carrying;
  const { id } = withdrawal;
  const refunds = (await refundsOf(tx, [order.id])).get(order.id) ?? [];
  const verdict = carriedOut(order, lines, refunds, withdrawal);
  if (!verdict) {
    await saveCarriedOut(tx, id, { cancelled: [], returned: [], underWay: [], whole: true });
    return [];
  }
  const { outcome, whole, left } = verdict;
  const sagas = await cancelPieces(tx, withdrawing, carrying, verdict);
  const back = await returnPieces(tx, withdrawing, { order, lines: left, pieces: outcome.returned });
  await saveCarriedOut(tx, id, { ...outcome, whole });
  return [...sagas, ...back];
}

/** Pieces that were on their way when it was carried out: those that have reached their customer since are sent back. */
async function reach(tx: Tx, withdrawing: Withdrawing, carrying: Carrying): Promise<SagaRow[]> {
  const { order, lines, withdrawal } = carrying;
  const { here, underWay, returned } = reached(withdrawal, lines);
  await saveReached(tx, withdrawal.id, { returned, underWay });
  return returnPieces(tx, withdrawing, { order, lines, pieces: here });
}

const asCustomer = ({ userId }: Cancellable): Asker => ({
  userId,
  ofOthers: false,
  staff: { actor: { id: userId, roles: [] }, from: '' },
});

async function returnPieces(
  tx: Tx,
  { currency, owner, comeDays, sendTo, zone }: Withdrawing,
  { order, lines, pieces }: { order: Cancellable; lines: readonly Line[]; pieces: Pieces },
): Promise<SagaRow[]> {
  if (pieces.length === 0) return [];
  const wanted = {
    exchange: null,
    agreed: null,
    reason: null,
    photo: null,
    by: asCustomer(order),
    trace: null,
  };
  const written = { ...wanted, id: newId(), kind: 'withdrawal' as const };
  const shop = { currency, owner: owner(), comeDays, sendTo, zone };
  return writeReturn(tx, { order, lines, pieces }, written, shop);
}

async function cancelPieces(
  tx: Tx,
  { currency, owner }: Withdrawing,
  { order, lines, withdrawal }: Carrying,
  { part, whole }: CarriedOut,
): Promise<SagaRow[]> {
  const { id, userId } = order;
  if (whole) {
    // As if its customer had asked for it just now: the sweep of deferred cancellations starts the saga.
    await markOrders(tx, new Map([[id, 'cancelled_by_customer']]));
    await insertAsked(tx, [{ orderId: id, by: userId, reason: null }]);
  }
  if (!part) return [];
  const request = { by: asCustomer(order), trace: null };
  const shop = { currency, owner: owner() };
  return writePart(tx, { order, lines, part: { ...part, id: withdrawal.id }, request, shop });
}
