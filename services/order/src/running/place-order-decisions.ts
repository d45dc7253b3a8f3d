import { problemBytes } from '@sagashop/chassis/errors';
import type { Tx } from '@sagashop/chassis/postgres/sql';
import type { DecisionItem } from '@sagashop/saga/log';
import type { Later, Statement } from '@sagashop/saga/log-postgres';
import { done, type Reply, refused } from '@sagashop/saga/message';
import { type Line, type Order, shown, TRANSITIONS } from '../domain/order.ts';
import { shortagesIn } from '../domain/shortage.ts';
import { cancelledProblem } from '../errors.ts';
import type { PlaceOrder } from '../sagas/place-order.ts';
import { type Answer, linesOf, lockOrders, ordersOf, settleOrders } from '../store/orders.ts';
import type { InFlightOrders } from './in-flight-orders.ts';

/** A decision about any number of orders, in the transaction that saves their sagas. */
export type Decision = (tx: Tx, items: DecisionItem[], later: Later) => Promise<Reply[]>;

type WholeOrder = Order & { lines: Line[] };

/**
 * The decisions of the place-order saga. `confirm` is its pivot: it refuses an order that was marked for
 * cancellation. `cancel` ends an order that has been undone. Both fix the answer that is kept with the
 * order, and both may be asked again about what they have decided already.
 */
export function placeOrderDecisions(
  inFlight: InFlightOrders,
  currency: string,
): Record<'confirm' | 'cancel', Decision> {
  return {
    confirm: async (tx, items, later) => {
      const [rows, orders] = await Promise.all([lockedOrders(tx, items), wholeOrders(tx, items, inFlight)]);
      const settled: (Order & { answer: Answer })[] = [];
      const replies = items.map((item): Reply => {
        const row = rows.get(item.order)!;
        // First, since a mark may have come after the COMMIT whose answer was lost.
        if (row.status === 'confirmed') return done();
        if (row.cancelAsked) return refused(row.cancelAsked);
        if (!TRANSITIONS[row.status].includes('confirmed')) return refused(row.reason ?? 'timed_out');
        const { date } = item.data as PlaceOrder;
        const order: WholeOrder = { ...orders.get(item.order)!, status: 'confirmed', deliveryDate: date };
        const response = JSON.stringify(shown(order, order.lines, currency));
        settled.push({ ...order, answer: { status: 201, response } });
        return done();
      });
      later(() => settle(tx, inFlight, settled));
      return replies;
    },
    cancel: async (tx, items, later) => {
      const [rows, orders] = await Promise.all([lockedOrders(tx, items), wholeOrders(tx, items, inFlight)]);
      const pending = items.filter((item) => rows.get(item.order)!.status !== 'cancelled');
      const settled = pending.map(({ order: id, reason }) => {
        const code = reason?.code ?? 'timed_out';
        const shortages = shortagesIn(reason?.detail, orders.get(id)!.lines);
        const problem = cancelledProblem(code, id, shortages && { shortages });
        const answer = { status: problem.status, response: problemBytes(problem) };
        return { ...orders.get(id)!, status: 'cancelled' as const, reason: code, answer };
      });
      later(() => settle(tx, inFlight, settled));
      return items.map(() => done());
    },
  };
}

/** The orders that are decided about, by id, locked. */
export async function lockedOrders(tx: Tx, items: DecisionItem[]) {
  const ids = items.map((item) => item.order);
  return new Map((await lockOrders(tx, ids)).map((row) => [row.id, row]));
}

/** Orders that this process took are at hand; those that it went on with from the log are read. */
async function wholeOrders(
  tx: Tx,
  items: DecisionItem[],
  inFlight: InFlightOrders,
): Promise<Map<string, WholeOrder>> {
  const orders = new Map<string, WholeOrder>();
  const unknown: string[] = [];
  for (const { order: id } of items) {
    const order = inFlight.get(id);
    if (order) orders.set(id, order);
    else unknown.push(id);
  }
  const [rows, lines] = await Promise.all([ordersOf(tx, unknown), linesOf(tx, unknown)]);
  for (const row of rows) orders.set(row.id, { ...row, lines: lines.get(row.id) ?? [] });
  return orders;
}

function settle(tx: Tx, inFlight: InFlightOrders, orders: (Order & { answer: Answer })[]): Statement[] {
  if (orders.length === 0) return [];
  for (const { id, answer } of orders) inFlight.answered(id, answer);
  return [settleOrders(tx, orders)];
}
