import { newId } from '@sagashop/kernel/ids';
import { lookAt, piecesFor } from './look-at.ts';
import { orderOfPair } from './order-of-pair.ts';
import type { Withdrawing } from './withdrawing.ts';

/**
 * The first step of a withdrawal, for whoever knows an order's number and the e-mail address that it was placed with: a token
 * to confirm it with, and what it would be about. Nothing is written. Refuses a pair that does not fit as `not_found`, who
 * guesses too often, and an order that nobody can withdraw from any more.
 */
export async function offerWithdrawal(
  withdrawing: Withdrawing,
  given: { number: string; email: string; ip: string },
) {
  const { sql, tokens } = withdrawing;
  const { order, email } = await orderOfPair(sql, given);
  const seen = await lookAt(sql, order, withdrawing);
  const pieces = piecesFor(seen, withdrawing);
  // The withdrawal's id is in the token: confirmed twice, it is one.
  const confirm = await tokens.tokenOf('confirm_withdrawal', newId(), order.id);
  return { confirm, order, email, seen, pieces };
}
