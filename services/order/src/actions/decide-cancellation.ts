import { done, type Reply, refused } from '@sagashop/saga/message';
import { TRANSITIONS } from '../domain/order.ts';
import type { CancelOrder } from '../sagas/cancel-order.ts';
import { unmarkOrders, withdrawOrders } from '../store/cancellations.ts';
import { type Decision, locked } from './decide.ts';

/**
 * The pivot of the cancel-order saga: confirmed orders become cancelled; what cannot be cancelled any more is
 * refused, and nobody is kept waiting for it. What is cancelled already was so by an earlier asking.
 */
export const withdraw: Decision = async (tx, items, later) => {
  const rows = await locked(tx, items);
  const withdrawn = new Map<string, string>();
  const kept: string[] = [];
  const replies = items.map(({ order, data }): Reply => {
    const { status } = rows.get(order)!;
    if (status === 'cancelled') return done();
    if (TRANSITIONS[status].includes('cancelled')) {
      withdrawn.set(order, (data as CancelOrder).reason);
      return done();
    }
    kept.push(order);
    return refused('not_cancellable');
  });
  if (withdrawn.size > 0) later(() => withdrawOrders(tx, withdrawn));
  if (kept.length > 0) later(() => unmarkOrders(tx, kept));
  return replies;
};
