import { type Status, TRANSITIONS } from './order.ts';

/** Why an order is cancelled when somebody asks for it. */
export type CancelReason = 'cancelled_by_customer' | 'cancelled_by_shop';

/**
 * What becomes of a request to cancel an order: it is `cancelled` already, for whatever reason; it is `too_late`;
 * the request is `deferred`, as a mark on the order, until its saga has ended; or cancelling may `begin`.
 */
export type CancellationVerdict = 'cancelled' | 'too_late' | 'deferred' | 'begin';

/** By the order's status, and by whether a saga of the order has not ended. */
export function cancellationVerdict(status: Status, inFlight: boolean): CancellationVerdict {
  if (status === 'cancelled') return 'cancelled';
  if (!TRANSITIONS[status].includes('cancelled')) return 'too_late';
  return status === 'pending' || inFlight ? 'deferred' : 'begin';
}
