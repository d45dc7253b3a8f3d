import { invalid } from '@sagashop/chassis/errors';
import type { Db } from '@sagashop/chassis/postgres/sql';
import { lineId } from '../domain/line-ids.ts';
import { type Withdrawal, withdrawalVerdict } from '../domain/withdrawal.ts';
import { refuseOrder } from '../errors.ts';
import { placesOf, type WantedPieces } from '../running/judge-part.ts';
import type { Cancellable } from '../store/cancellations.ts';
import { linesOf } from '../store/orders.ts';
import { periodOf, withdrawalsOf } from '../store/withdrawals.ts';
import type { Withdrawing } from './withdrawing.ts';

/** What an order can be withdrawn from, and until when: all that is needed to decide. */
export async function lookAt(db: Db, order: Cancellable, { rule, zone }: Pick<Withdrawing, 'rule' | 'zone'>) {
  const { id } = order;
  const [lines, withdrawals, period] = await Promise.all([
    linesOf(db, [id]),
    withdrawalsOf(db, [id]),
    periodOf(db, order, { days: rule.days, zone }),
  ]);
  return { order, lines: lines.get(id) ?? [], withdrawals: withdrawals.get(id) ?? [], period };
}

export type LookedAt = Awaited<ReturnType<typeof lookAt>>;

/**
 * The pieces that somebody may withdraw from: those that they name, or all that are left. Refuses what cannot be any more, and
 * as validation_failed what is no line of this order.
 */
export function piecesFor(
  seen: LookedAt,
  { rule }: Pick<Withdrawing, 'rule'>,
  wanted?: WantedPieces,
): Withdrawal['lines'] {
  const { id: orderId } = seen.order;
  if (wanted?.length === 0) throw invalid('lines', 'must not be empty');
  const verdict = withdrawalVerdict(seen, rule, wanted && placesOf(orderId, seen.lines, wanted));
  if (verdict.kind === 'too_late')
    throw refuseOrder.withdrawal_too_late({
      orderId,
      ...(verdict.until && { until: verdict.until.toISOString() }),
    });
  if (verdict.kind === 'not_withdrawable')
    throw refuseOrder.not_withdrawable({
      orderId,
      left: verdict.left.map((quantity, place) => ({ lineId: lineId(orderId, place), quantity })),
    });
  return verdict.pieces;
}

/** Whether anything of an order can be withdrawn from now. */
export const isWithdrawable = (seen: LookedAt, { rule }: Pick<Withdrawing, 'rule'>): boolean =>
  withdrawalVerdict(seen, rule).kind === 'possible';
