import { type Status, TRANSITIONS } from './order.ts';

/** Why an order is cancelled when somebody asks for it. */
export type CancelReason = 'cancelled_by_customer' | 'cancelled_by_shop';

/**
 * What becomes of a wish to cancel an order: it is `cancelled` already, for whatever reason; it is `too_late`;
 * the wish must be `kept` on the order until a saga that has not ended comes to it; or cancelling may `begin`.
 */
export type Verdict = 'cancelled' | 'too_late' | 'kept' | 'begin';

/** Judges a wish by the order's status, and by whether a saga of the order has not ended. */
export function judge(status: Status, inFlight: boolean): Verdict {
  if (status === 'cancelled') return 'cancelled';
  if (!TRANSITIONS[status].includes('cancelled')) return 'too_late';
  return status === 'pending' || inFlight ? 'kept' : 'begin';
}
