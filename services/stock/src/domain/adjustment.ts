import { type Goods, MOST_ON_HAND } from './goods.ts';
import { REASONS } from './movement.ts';

/** Why staff may change how much there is. What is sold leaves by orders alone. */
export const STAFF_REASONS = REASONS.filter((reason) => reason !== 'sold');

export type StaffReason = (typeof STAFF_REASONS)[number];

const SIGN: Partial<Record<StaffReason, 1 | -1>> = {
  received: 1,
  returned: 1,
  damaged: -1,
  lost: -1,
  given_away: -1,
};

/** By how much a product changes, or what is wrong with the quantity, or why the stock does not allow it. */
export type Change = { by: number } | { wrong: string } | { refused: 'below_zero' | 'below_reserved' };

/**
 * What an adjustment changes: `quantity` itself, or, when it was counted, from what was thought to what lies there, the
 * pieces set aside for orders included.
 */
export function changeOf(goods: Goods, reason: StaffReason, quantity: number): Change {
  const wrong = wrongWith(reason, quantity);
  if (wrong) return { wrong };
  const by = reason === 'counted' ? quantity - goods.onHand : quantity;
  const after = goods.onHand + by;
  if (after > MOST_ON_HAND) return { wrong: `would make more than ${MOST_ON_HAND} on hand` };
  if (after < 0) return { refused: 'below_zero' };
  return after < goods.reserved ? { refused: 'below_reserved' } : { by };
}

function wrongWith(reason: StaffReason, quantity: number): string | undefined {
  if (reason === 'counted') return quantity < 0 ? 'must be how many were counted: 0 or more' : undefined;
  if (quantity === 0) return 'must not be 0';
  const sign = SIGN[reason];
  if (sign === undefined || quantity * sign > 0) return undefined;
  return `must be ${sign === 1 ? 'more' : 'less'} than 0: ${reason}`;
}
