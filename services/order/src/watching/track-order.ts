import { refuse } from '@sagashop/chassis/errors';
import { guessLimits } from '@sagashop/chassis/guards/allowances';
import { guarded } from '@sagashop/chassis/guards/throttle';
import type { Sql } from '@sagashop/chassis/postgres/sql';
import { emailKey } from '@sagashop/chassis/text/email';
import type { Line, Order } from '../domain/order.ts';
import { orderNumber } from '../domain/order-number.ts';
import type { Milestones } from '../domain/receipt.ts';
import { TRACKING_LIMITS } from '../domain/tracking-limits.ts';
import { milestonesOf } from '../sagas/milestones.ts';
import { findOrderByNumber, linesOf } from '../store/orders.ts';
import { sagasOfOrder } from '../store/sagas.ts';

/**
 * The order of a number, for whoever knows the e-mail address that it was placed with, in either form. Refuses every pair that
 * does not fit as `not_found`, and who guesses too often as `too_many_attempts`.
 */
export async function trackOrder(
  sql: Sql,
  given: { number: string; email: string; ip: string },
): Promise<{ order: Order; lines: Line[]; milestones: Milestones }> {
  const number = orderNumber(given.number) ?? '0';
  const order = await guarded(sql, guessLimits('track', number, given.ip, TRACKING_LIMITS), async () => {
    const found = await findOrderByNumber(sql, number);
    return found && emailKey(found.email) === emailKey(given.email) ? found.order : undefined;
  });
  if (!order) throw refuse.not_found();
  const [lines, sagas] = await Promise.all([linesOf(sql, [order.id]), sagasOfOrder(sql, order.id)]);
  return { order, lines: lines.get(order.id) ?? [], milestones: milestonesOf(order, sagas) };
}
