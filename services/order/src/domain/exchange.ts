import type { Order } from './order.ts';
import type { Return } from './return.ts';

/** Which order was placed in exchange for what was sent back of which. */
export interface Exchange {
  orderId: string;
  returnId: string;
  /** The order of what was sent back. */
  ofOrder: string;
  ofNumber: number;
  /** The order in exchange; null until it is placed. */
  number: number | null;
}

/** Why what is wanted in exchange is not ordered, besides what orders are refused for. */
export type NotExchanged = 'not_all_came' | 'not_for_sale' | 'price_changed';

/** The most that is charged for what is wanted: what its customer has agreed to, or else what goes back for what came. */
const mostFor = ({ agreed, amount }: Pick<Return, 'agreed' | 'amount'>): number => agreed ?? amount ?? 0;

/**
 * Whether what is wanted for a return that is settled may be ordered, where it costs `total` now: undefined, it may. Nobody is
 * charged more than they have agreed to, and who sends back less than they said decides anew.
 */
export function objectionToExchange(
  one: Pick<Return, 'lines' | 'agreed' | 'amount'>,
  total: number,
): NotExchanged | undefined {
  if (one.lines.some(({ quantity, received = 0 }) => received < quantity)) return 'not_all_came';
  return total > mostFor(one) ? 'price_changed' : undefined;
}

/** What an exchange has come to, by the order that was placed for it; undefined while that is not decided. */
export function exchangedBy({
  status,
  reason,
  wasConfirmed,
}: Pick<Order, 'status' | 'reason' | 'wasConfirmed'>):
  | { exchanged: 'placed' }
  | { exchanged: 'failed'; reason: string }
  | undefined {
  if (status === 'pending') return undefined;
  // One that was cancelled after its confirmation was placed all the same.
  if (status !== 'cancelled' || wasConfirmed) return { exchanged: 'placed' };
  return { exchanged: 'failed', reason: reason ?? 'timed_out' };
}
