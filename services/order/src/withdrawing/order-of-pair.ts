import { refuse } from '@sagashop/chassis/errors';
import { guessLimits } from '@sagashop/chassis/guards/allowances';
import { guarded } from '@sagashop/chassis/guards/throttle';
import type { Sql } from '@sagashop/chassis/postgres/sql';
import { emailKey } from '@sagashop/chassis/text/email';
import { orderNumber } from '../domain/order-number.ts';
import { TRACKING_LIMITS } from '../domain/tracking-limits.ts';
import { findOrderByNumber } from '../store/orders.ts';

/**
 * The order of a number, and its e-mail address, for whoever knows the address that it was placed with, in either form. Refuses
 * every pair that does not fit as `not_found`, and who guesses too often as `too_many_attempts`.
 */
export async function orderOfPair(sql: Sql, given: { number: string; email: string; ip: string }) {
  const number = orderNumber(given.number) ?? '0';
  const found = await guarded(sql, guessLimits('track', number, given.ip, TRACKING_LIMITS), async () => {
    const order = await findOrderByNumber(sql, number);
    return order && emailKey(order.email) === emailKey(given.email) ? order : undefined;
  });
  if (!found) throw refuse.not_found();
  return found;
}
