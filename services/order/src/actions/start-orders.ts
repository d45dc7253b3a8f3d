import { batcher } from '@sagashop/chassis/batch';
import { claimKeys, type KeptKey, type KeyUse, nameOfKey } from '@sagashop/chassis/idempotency';
import type { Metrics } from '@sagashop/chassis/metrics';
import type { Sql, Tx } from '@sagashop/chassis/postgres';
import { newId } from '@sagashop/kernel/ids';
import type { SagaRow } from '@sagashop/saga/log';
import { insertSagas } from '@sagashop/saga/log-postgres';
import type { Order } from '../domain/order.ts';
import { type PlaceOrder, placeOrder } from '../sagas/place-order.ts';
import { findOrderKeys, giveUpKeys } from '../store/keys.ts';
import { leaversAmong } from '../store/leavers.ts';
import { type Answer, insertOrders, type NewOrder, nextNumbers } from '../store/orders.ts';

/** An order about to be written: `order` becomes whole when it gets its number, its time and its saga's id. */
export interface Start {
  use: KeyUse;
  order: Omit<NewOrder, 'number' | 'createdAt' | 'status' | 'reason' | 'answer'>;
  currency: string;
  /** For an order that is refused at once: the outcome to keep, and no saga. */
  refusedAs?: { reason: string; answer(order: Order): Answer };
  /** Given at the first try and kept, so that a repeated batch writes the very same rows. */
  made?: { number: number; at: Date; saga: string };
}

export type Started =
  | { kind: 'started'; order: NewOrder; saga: SagaRow }
  | { kind: 'refused'; answer: Answer }
  | { kind: 'known'; kept: KeptKey }
  | { kind: 'left' };

/**
 * Writes key, order, lines, recipient and saga of all orders that come together, in one transaction, before
 * anything else moves. Whose key was there first is told what is kept for it; who leaves the shop gets none.
 */
export function starting(
  sql: Sql,
  metrics: Metrics,
  sagas: { config: { ORDER_DEADLINE_MS: number }; owner: () => number },
): (start: Start) => Promise<Started> {
  const { owner } = sagas;
  const deadlineMs = sagas.config.ORDER_DEADLINE_MS;
  return batcher<Start, Started>({
    name: 'order.start',
    metrics,
    max: 256,
    run: (starts) =>
      sql.transaction((tx, last) => startAll(tx, starts, { deadlineMs, owner: owner(), last })),
  });
}

/** How sagas start: until when they go forward, and which runner they are written for. */
interface Sagas {
  deadlineMs: number;
  owner: number;
  /** To be said before the transaction's last writes. */
  last(): void;
}

async function startAll(tx: Tx, starts: Start[], sagas: Sagas): Promise<Started[]> {
  const unmade = starts.filter((start) => !start.made);
  const [leavers, numbers, mine] = await Promise.all([
    leaversAmong(tx, [...new Set(starts.map((start) => start.order.userId))].sort()),
    unmade.length > 0 ? nextNumbers(tx, unmade.length) : [],
    claimKeys(
      tx,
      starts.map((start) => ({ ...start.use, subject: start.order.id })),
    ),
  ]);
  for (const [index, start] of unmade.entries()) start.made = { ...numbers[index]!, saga: newId() };

  const {
    left = [],
    won = [],
    lost = [],
  } = Object.groupBy(starts, ({ order }) =>
    leavers.has(order.userId) ? 'left' : mine.has(order.id) ? 'won' : 'lost',
  );
  // Nobody minds the round trip: it is for the few who order while they leave, and may stay after all.
  if (left.length > 0)
    await giveUpKeys(
      tx,
      left.map((start) => ({ ...start.use, subject: start.order.id })),
    );
  if (left.length + lost.length === 0) sagas.last();
  const started = await write(tx, won, sagas);
  const uses = lost.map((start) => start.use);
  const kept = uses.length > 0 ? await findOrderKeys(tx, uses) : new Map<string, KeptKey>();
  return starts.map(({ order, use }) => {
    if (leavers.has(order.userId)) return { kind: 'left' };
    return started.get(order.id) ?? { kind: 'known', kept: kept.get(nameOfKey(use))! };
  });
}

/** Writes the orders that own their keys, with the answers of those that are refused at once. */
async function write(tx: Tx, starts: Start[], { deadlineMs, owner }: Sagas): Promise<Map<string, Started>> {
  if (starts.length === 0) return new Map();
  const orders = starts.map(wholeOrder);
  const sagasToBe = starts.flatMap((start, at) =>
    start.refusedAs ? [] : [sagaOf(start, orders[at]!, deadlineMs)],
  );
  const [rows] = await Promise.all([insertSagas(tx, sagasToBe, owner), insertOrders(tx, orders)]);
  const byOrder = new Map(rows.map((row) => [row.order, row]));
  return new Map(
    orders.map((order): [string, Started] => [
      order.id,
      order.answer
        ? { kind: 'refused', answer: order.answer }
        : { kind: 'started', order, saga: byOrder.get(order.id)! },
    ]),
  );
}

function wholeOrder(start: Start): NewOrder {
  const { number, at } = start.made!;
  const { refusedAs } = start;
  const made = { ...start.order, number, createdAt: at, answer: null };
  if (!refusedAs) return { ...made, reason: null, status: 'pending' };
  const order: NewOrder = { ...made, reason: refusedAs.reason, status: 'cancelled' };
  return { ...order, answer: refusedAs.answer(order) };
}

function sagaOf(start: Start, order: NewOrder, deadlineMs: number) {
  const data: PlaceOrder = {
    user: order.userId,
    number: String(order.number),
    total: order.total,
    currency: start.currency,
    language: order.language,
    lines: order.lines.map((line) => ({ product: line.productId, quantity: line.quantity })),
    date: order.deliveryDate,
  };
  return { id: start.made!.saga, order: order.id, definition: placeOrder, data, deadlineMs };
}
