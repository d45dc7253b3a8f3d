import { done, type Reply, refused } from '@sagashop/saga/message';
import { TRANSITIONS } from '../domain/order.ts';
import type { CancelOrder } from '../sagas/cancel-order.ts';
import { unmarkOrders, withdrawOrders } from '../store/cancellations.ts';
import { dropShipments } from '../store/shipments.ts';
import { type Decision, lockedOrders } from './place-order-decisions.ts';

/**
 * The decision of the cancel-order saga, `withdraw`, which is its pivot: confirmed orders become cancelled; what cannot
 * be cancelled any more is refused, and loses its mark. What is cancelled already was so by an earlier asking.
 */
export const cancelOrderDecisions: Record<'withdraw', Decision> = {
  withdraw: async (tx, items, later) => {
    const rows = await lockedOrders(tx, items);
    const withdrawn = new Map<string, string>();
    const refusedOrders: string[] = [];
    const replies = items.map(({ order, data }): Reply => {
      const { status, goods } = rows.get(order)!;
      if (status === 'cancelled') return done();
      if (goods === null && TRANSITIONS[status].includes('cancelled')) {
        withdrawn.set(order, (data as CancelOrder).reason);
        return done();
      }
      refusedOrders.push(order);
      return refused('not_cancellable');
    });
    if (withdrawn.size > 0) {
      later(() => withdrawOrders(tx, withdrawn));
      later(() => dropShipments(tx, [...withdrawn.keys()]));
    }
    if (refusedOrders.length > 0) later(() => unmarkOrders(tx, refusedOrders));
    return replies;
  },
};
