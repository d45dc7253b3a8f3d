import { guessLimits } from '@sagashop/chassis/allowances';
import { refuse } from '@sagashop/chassis/errors';
import type { Sql } from '@sagashop/chassis/postgres';
import { guarded } from '@sagashop/chassis/throttle';
import { TRACK } from '../domain/limits.ts';
import type { Line, Order } from '../domain/order.ts';
import { findOrderByNumber } from '../store/numbers.ts';
import { linesOf } from '../store/orders.ts';

/** No order has a longer number, and none begins with a zero. */
const NUMBER = /^[1-9][0-9]{0,17}$/;

/**
 * The order of a number, for who knows the e-mail address that it was placed with. Refuses every pair that
 * does not fit as `not_found`, and who guesses too often as `too_many_attempts`.
 */
export async function trackOrder(
  sql: Sql,
  given: { number: string; email: string; ip: string },
): Promise<{ order: Order; lines: Line[] }> {
  const { email } = given;
  const number = NUMBER.test(given.number) ? given.number : '0';
  const order = await guarded(sql, guessLimits('track', number, given.ip, TRACK), () =>
    findOrderByNumber(sql, number, email),
  );
  if (!order) throw refuse.not_found();
  const lines = await linesOf(sql, [order.id]);
  return { order, lines: lines.get(order.id) ?? [] };
}
