import { problemBytes } from '@sagashop/chassis/http';
import type { Tx } from '@sagashop/chassis/postgres';
import type { DecisionItem } from '@sagashop/saga/log';
import { done, type Reply, refused } from '@sagashop/saga/message';
import { type Line, shown, TRANSITIONS } from '../domain/order.ts';
import { cancelledProblem } from '../errors.ts';
import type { PlaceOrder } from '../sagas/place-order.ts';
import { finishKeys } from '../store/keys.ts';
import { type LockedOrder, linesOf, lockOrders, settleOrders } from '../store/orders.ts';
import type { Answer, LiveOrders } from './live-orders.ts';

/** A decision about any number of orders, in the transaction that saves their sagas. */
export type Decision = (tx: Tx, items: DecisionItem[]) => Promise<Reply[]>;

/**
 * The decisions of the place-order saga. `confirm` is its pivot: it refuses an order that was marked for
 * cancellation. `cancel` ends an order that has been undone. Both fix the outcome that is kept for the
 * order's Idempotency-Key, and both may be asked again about what they have decided already.
 */
export function decisions(live: LiveOrders, currency: string): Record<'confirm' | 'cancel', Decision> {
  return {
    confirm: async (tx, items) => {
      const orders = await locked(tx, items);
      const lines = await linesFor(tx, items, live);
      const changed: LockedOrder[] = [];
      const replies = items.map((item): Reply => {
        const order = orders.get(item.order)!;
        if (order.cancelAsked) return refused(order.cancelAsked);
        if (order.status === 'confirmed') return done();
        if (!TRANSITIONS[order.status].includes('confirmed')) return refused(order.reason ?? 'timed_out');
        order.status = 'confirmed';
        order.deliveryDate = (item.data as PlaceOrder).date;
        changed.push(order);
        return done();
      });
      await settle(tx, live, changed, (order) => ({
        status: 201,
        response: JSON.stringify(shown(order, lines.get(order.id) ?? [], currency)),
      }));
      return replies;
    },
    cancel: async (tx, items) => {
      const orders = await locked(tx, items);
      const changed: LockedOrder[] = [];
      for (const item of items) {
        const order = orders.get(item.order)!;
        if (order.status === 'cancelled') continue;
        order.status = 'cancelled';
        order.reason = item.reason?.code ?? 'timed_out';
        changed.push(order);
      }
      await settle(tx, live, changed, (order) => {
        const problem = cancelledProblem(order.reason!, order.id);
        return { status: problem.status, response: problemBytes(problem) };
      });
      return items.map(() => done());
    },
  };
}

async function locked(tx: Tx, items: DecisionItem[]): Promise<Map<string, LockedOrder>> {
  const orders = await lockOrders(
    tx,
    items.map((item) => item.order),
  );
  return new Map(orders.map((order) => [order.id, order]));
}

/** The lines are at hand where this process took the order; where it went on from the log they are read. */
async function linesFor(tx: Tx, items: DecisionItem[], live: LiveOrders): Promise<Map<string, Line[]>> {
  const unknown = items.map((item) => item.order).filter((order) => !live.lines(order));
  const lines = await linesOf(tx, unknown);
  for (const { order } of items) {
    const known = live.lines(order);
    if (known) lines.set(order, known);
  }
  return lines;
}

async function settle(
  tx: Tx,
  live: LiveOrders,
  orders: LockedOrder[],
  answerFor: (order: LockedOrder) => Answer,
): Promise<void> {
  if (orders.length === 0) return;
  const keys = orders.map((order) => {
    const answer = answerFor(order);
    live.answered(order.id, answer);
    return { caller: order.userId, key: order.idempotencyKey, ...answer };
  });
  await Promise.all([settleOrders(tx, orders), finishKeys(tx, keys)]);
}
