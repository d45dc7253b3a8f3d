import {
  claimKeys,
  claimNewKeys,
  type KeptKey,
  type KeyUse,
  nameOfKey,
} from '@sagashop/chassis/guards/idempotency';
import type { Metrics } from '@sagashop/chassis/observe/metrics';
import type { Trace } from '@sagashop/chassis/observe/trace-context';
import { inDatabase } from '@sagashop/chassis/observe/tracing';
import { againWhenTaken } from '@sagashop/chassis/postgres/run-again';
import type { Sql, Tx } from '@sagashop/chassis/postgres/sql';
import { batcher } from '@sagashop/chassis/work/batch';
import { newId } from '@sagashop/kernel/ids';
import type { SagaRow } from '@sagashop/saga/log';
import { insertSagas } from '@sagashop/saga/log-postgres';
import type { Order } from '../domain/order.ts';
import { stockedId } from '../domain/stocked-id.ts';
import { type PlaceOrder, placeOrderSaga } from '../sagas/place-order.ts';
import { departingAmong } from '../store/departing-users.ts';
import { findOrderKeys } from '../store/keys.ts';
import { type Answer, insertOrders, type NewOrder, nextNumbers } from '../store/orders.ts';

/** An order about to be written: `order` becomes whole when it gets its id, its number, its time and its saga's id. */
export interface OrderStart {
  use: KeyUse;
  /** Of an order that was promised before it is placed: its id. */
  id?: string;
  order: Omit<NewOrder, 'id' | 'number' | 'createdAt' | 'status' | 'reason' | 'answer'>;
  currency: string;
  trace: Trace;
  /** For an order that is refused at once: the outcome to keep, and no saga. */
  refusedAs?: { reason: string; answer(order: Order): Answer };
  /** Given at the first try and kept, so that a repeated batch writes the very same rows. */
  made?: Made;
  /** One of its batch's keys was there already. */
  taken?: true;
}

interface Made {
  id: string;
  number: number;
  at: Date;
  saga: string;
}

export type StartResult =
  | { kind: 'started'; order: NewOrder; saga: SagaRow }
  | { kind: 'refused'; answer: Answer }
  | { kind: 'known'; kept: KeptKey }
  | { kind: 'leaving' };

/**
 * Writes key, order, lines, recipient and saga of all orders that come together, in one transaction, before
 * anything else moves. A reused key gets what is stored for it; who leaves the shop gets no order.
 */
export function orderStarter(
  sql: Sql,
  metrics: Metrics,
  sagas: { config: { ORDER_DEADLINE_MS: number }; owner: () => number },
): (start: OrderStart) => Promise<StartResult> {
  const { owner } = sagas;
  const deadlineMs = sagas.config.ORDER_DEADLINE_MS;
  return batcher<OrderStart, StartResult>({
    name: 'order.start',
    metrics,
    max: 256,
    traceOf: (start) => start.trace,
    run: (starts, trace) =>
      inDatabase(trace, { service: 'order', items: starts.length }, () =>
        sql.transaction((tx, last) => startAll(tx, starts, { deadlineMs, owner: owner(), last }), {
          locksFirst: true,
        }),
      ),
  });
}

/** How sagas start: until when they go forward, and which runner they are written for. */
interface Sagas {
  deadlineMs: number;
  owner: number;
  /** To be said before the transaction's last writes. */
  last(): void;
}

const FEW = 8;

/**
 * The transaction's first turn finds out who is leaving, and takes numbers; the second claims the keys. Few orders are
 * written in that turn too, as if all their keys were new, since they nearly always are: with fewer turns a
 * lone order waits less. When one is not, the transaction fails and runs again, now waiting for the claims.
 */
async function startAll(tx: Tx, starts: OrderStart[], sagas: Sagas): Promise<StartResult[]> {
  const unmade = starts.filter((start) => !start.made);
  const [leaving, numbers] = await Promise.all([
    departingAmong(tx, [...new Set(starts.map((start) => start.order.userId))].sort()),
    unmade.length > 0 ? nextNumbers(tx, unmade.length) : [],
  ]);
  // An order's id begins with the database's time, as its row does: this process's clock may be another. Sorted, so
  // that of orders that came together the first number is the first in a list.
  const ids = numbers.map(({ at }) => newId(at.getTime())).sort();
  for (const [index, start] of unmade.entries())
    start.made = { ...numbers[index]!, id: start.id ?? ids[index]!, saga: newId() };
  const staying = starts.filter(({ order }) => !leaving.has(order.userId));
  const asNew = staying.length <= FEW && !staying.some((start) => start.taken);
  const { started, kept } = await (asNew ? writeAsNew : writeClaimed)(tx, staying, sagas);
  return starts.map(({ order, made, use }) => {
    if (leaving.has(order.userId)) return { kind: 'leaving' };
    return started.get(made!.id) ?? { kind: 'known', kept: kept.get(nameOfKey(use))! };
  });
}

interface Written {
  started: Map<string, StartResult>;
  /** What is kept for the keys of those that were not written. */
  kept: Map<string, KeptKey>;
}

const claimsOf = (starts: OrderStart[]) => starts.map((start) => ({ ...start.use, subject: start.made!.id }));

async function writeAsNew(tx: Tx, starts: OrderStart[], sagas: Sagas): Promise<Written> {
  sagas.last();
  const claims = starts.length > 0 ? claimNewKeys(tx, claimsOf(starts)) : undefined;
  const claimed = claims?.catch((error: unknown) => {
    for (const start of starts) start.taken = true;
    againWhenTaken(error);
  });
  const [started] = await Promise.all([write(tx, starts, sagas), claimed]);
  return { started, kept: new Map() };
}

async function writeClaimed(tx: Tx, starts: OrderStart[], sagas: Sagas): Promise<Written> {
  const mine = await claimKeys(tx, claimsOf(starts));
  const { won = [], lost = [] } = Object.groupBy(starts, ({ made }) => (mine.has(made!.id) ? 'won' : 'lost'));
  if (lost.length === 0) sagas.last();
  const started = await write(tx, won, sagas);
  const uses = lost.map((start) => start.use);
  return { started, kept: uses.length > 0 ? await findOrderKeys(tx, uses) : new Map() };
}

/** Writes the orders that own their keys, with the answers of those that are refused at once. */
async function write(
  tx: Tx,
  starts: OrderStart[],
  { deadlineMs, owner }: Sagas,
): Promise<Map<string, StartResult>> {
  if (starts.length === 0) return new Map();
  const orders = starts.map(wholeOrder);
  const sagasToBe = starts.flatMap((start, at) =>
    start.refusedAs ? [] : [sagaOf(start, orders[at]!, deadlineMs)],
  );
  const [rows] = await Promise.all([insertSagas(tx, sagasToBe, owner), insertOrders(tx, orders)]);
  const byOrder = new Map(rows.map((row) => [row.order, row]));
  return new Map(
    orders.map((order): [string, StartResult] => [
      order.id,
      order.answer
        ? { kind: 'refused', answer: order.answer }
        : { kind: 'started', order, saga: byOrder.get(order.id)! },
    ]),
  );
}

function wholeOrder(start: OrderStart): NewOrder {
  const { id, number, at } = start.made!;
  const { refusedAs } = start;
  const made = { ...start.order, id, number, createdAt: at, answer: null };
  if (!refusedAs) return { ...made, reason: null, status: 'pending' };
  const order: NewOrder = { ...made, reason: refusedAs.reason, status: 'cancelled' };
  return { ...order, answer: refusedAs.answer(order) };
}

function sagaOf(start: OrderStart, order: NewOrder, deadlineMs: number) {
  const data: PlaceOrder = {
    user: order.userId,
    number: String(order.number),
    total: order.total,
    currency: start.currency,
    language: order.language,
    lines: order.lines.map((line) => ({ product: stockedId(line), quantity: line.quantity })),
    date: order.deliveryDate,
  };
  const { trace } = start;
  return { id: start.made!.saga, order: order.id, definition: placeOrderSaga, data, deadlineMs, trace };
}
