import type { Order } from '../shop/api-types';

/** How much of an order's payment has gone back while it stood, in minor units. */
export function refundedOf({ id, refunds = [] }: Pick<Order, 'id' | 'refunds'>): number {
  return refunds.reduce((sum, { cause, amount }) => (cause === id ? sum : sum + amount.amount), 0);
}
