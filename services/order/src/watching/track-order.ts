import type { Milestones } from '../domain/receipt.ts';
import { milestonesOf } from '../sagas/milestones.ts';
import { sagasOfOrder } from '../store/sagas.ts';
import { isWithdrawable, type LookedAt, lookAt } from '../withdrawing/look-at.ts';
import { orderOfPair } from '../withdrawing/order-of-pair.ts';
import type { Withdrawing } from '../withdrawing/withdrawing.ts';

/**
 * How the order of a number stands, for whoever knows the e-mail address that it was placed with. Refuses every pair that does
 * not fit as `not_found`, and who guesses too often as `too_many_attempts`.
 */
export async function trackOrder(
  withdrawing: Pick<Withdrawing, 'sql' | 'rule' | 'zone'>,
  given: { number: string; email: string; ip: string },
): Promise<LookedAt & { milestones: Milestones; withdrawable: boolean }> {
  const { sql } = withdrawing;
  const { order } = await orderOfPair(sql, given);
  const [seen, sagas] = await Promise.all([lookAt(sql, order, withdrawing), sagasOfOrder(sql, order.id)]);
  return { ...seen, milestones: milestonesOf(order, sagas), withdrawable: isWithdrawable(seen, withdrawing) };
}
