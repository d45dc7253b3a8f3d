import { type Order, type Status, TRANSITIONS } from './order.ts';

/** Why an order is cancelled when somebody asks for it. */
export type CancelReason = 'cancelled_by_customer' | 'cancelled_by_shop';

/**
 * What becomes of a request to cancel an order: it is `cancelled` already, for whatever reason; it is `too_late`;
 * the request is `deferred`, as a mark on the order, until its saga has ended; or cancelling may `begin`.
 */
export type CancellationVerdict = 'cancelled' | 'too_late' | 'deferred' | 'begin';

/** By the order's status, by whether a saga of the order has not ended, and by whether any of its goods are on their way. */
export function cancellationVerdict(status: Status, inFlight: boolean, gone = false): CancellationVerdict {
  if (status === 'cancelled') return 'cancelled';
  if (gone || !TRANSITIONS[status].includes('cancelled')) return 'too_late';
  return status === 'pending' || inFlight ? 'deferred' : 'begin';
}

/** Whether any of an order's goods are on their way, or were. */
export const hasLeft = ({ goods }: Pick<Order, 'goods'>): boolean => goods != null;
