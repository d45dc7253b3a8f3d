import type { Logger } from '@sagashop/chassis/observe/log';
import { warnThrottled } from '@sagashop/chassis/observe/warn-throttled';
import type { Sql } from '@sagashop/chassis/postgres/sql';
import { STOP_PATIENCE, withTimeout } from '@sagashop/chassis/work/with-timeout';
import type { SagaView } from '@sagashop/saga/run';
import type { ListRow } from '../domain/list-row.ts';
import { moneyState } from '../domain/shown-order.ts';
import { courierBooked } from '../sagas/courier-booked.ts';
import { type PlaceOrder, placeOrderSaga } from '../sagas/place-order.ts';
import { listSourceOf } from '../store/list-source.ts';
import type { NewOrder } from '../store/orders.ts';
import type { ListWriter } from './list-writer.ts';
import { rowOf } from './make-rows.ts';

const EVERY = 250; // ms
const YOUNG = 400; // ms in which nearly every order is decided, and so written once
const MOST = 20_000; // orders that wait; those beyond are found by the sweep

/**
 * Tells the list of orders that this process places and decides, from memory and many at once: nothing is read or written
 * for it while an order is placed. What a process that dies has not told yet is found by the sweep.
 */
export function listFeed(sql: Sql, writer: ListWriter, log: Logger) {
  const waiting = new Map<string, { since: number; row?: ListRow }>();
  let timer: NodeJS.Timeout | undefined;
  let turn: Promise<void> | undefined;
  let stopped = false;
  const flush = async () => {
    const now = performance.now();
    const rows: ListRow[] = [];
    const slow: string[] = [];
    for (const [id, { since, row }] of waiting) {
      if (row) rows.push(row);
      else if (now - since > YOUNG) slow.push(id);
      else continue;
      waiting.delete(id);
    }
    if (slow.length > 0) rows.push(...(await listSourceOf(sql, slow)).map(rowOf));
    if (rows.length > 0) await writer.tell(rows);
    // Its money may be set aside meanwhile.
    for (const { id, status } of rows)
      if (status === 'pending' && !waiting.has(id)) waiting.set(id, { since: performance.now() });
  };
  const later = () => {
    if (!stopped && !turn && waiting.size > 0) timer ??= setTimeout(run, EVERY).unref();
  };
  const run = () => {
    timer = undefined;
    turn = flush()
      .catch((error) =>
        warnThrottled(log, 'order list', { err: error }, 'the order list will hear of it later'),
      )
      .finally(() => {
        turn = undefined;
        later();
      });
  };
  const note = (id: string, row?: ListRow) => {
    if (waiting.size >= MOST && !waiting.has(id)) return;
    waiting.set(id, { since: performance.now(), ...(row && { row }) });
    later();
  };
  return {
    /** An order has been written. */
    placed: (id: string) => note(id),
    /** An order's saga has decided about it; `order` as it was placed, where this process knows it. */
    decided(saga: SagaView, order: NewOrder | undefined): void {
      // What changes later is noted by a trigger on the order's row.
      if (saga.definition !== placeOrderSaga.name) return;
      if (order) note(saga.order, decidedRow(saga, order));
      else waiting.set(saga.order, { since: 0 });
      later();
    },
    stop: async () => {
      stopped = true;
      clearTimeout(timer);
      if (turn) await withTimeout(turn, STOP_PATIENCE);
      await withTimeout(
        flush().catch(() => {}),
        STOP_PATIENCE,
      );
    },
  };
}

function decidedRow({ state }: SagaView, order: NewOrder): ListRow {
  const confirmed = state.going === 'forward';
  const status = confirmed ? ('confirmed' as const) : ('cancelled' as const);
  return {
    id: order.id,
    userId: order.userId,
    status,
    reason: confirmed ? null : (state.reason?.code ?? 'timed_out'),
    total: order.total,
    deliveryDate: confirmed ? (state.data as PlaceOrder).date : order.deliveryDate,
    products: order.lines.map(({ productId }) => productId),
    recipient: order.recipient,
    money: moneyState({ status, total: order.total, wasConfirmed: confirmed }),
    goods: 'none',
    courierId: confirmed ? courierBooked(state.steps) : null,
  };
}
