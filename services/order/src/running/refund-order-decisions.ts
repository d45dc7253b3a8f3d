import { done } from '@sagashop/saga/message';
import type { RefundOrder } from '../sagas/refund-order.ts';
import { settleRefunds } from '../store/refunds.ts';
import type { Decision } from './place-order-decisions.ts';

/**
 * The decisions of the refund-order saga. `grant` is its pivot, and was decided before the saga was written; `settle`
 * notes that the money is there.
 */
export const refundOrderDecisions: Record<'grant' | 'settle', Decision> = {
  grant: async (_tx, items) => items.map(() => done()),
  settle: async (tx, items, later) => {
    const refunds = items.map(({ order, data }) => ({ order, id: (data as RefundOrder).cause }));
    later(() => settleRefunds(tx, refunds));
    return items.map(() => done());
  },
};
