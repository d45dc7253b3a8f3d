import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { test } from 'node:test';
import { as } from '@sagashop/chassis/testing';
import { refused } from '@sagashop/saga/message';
import { orderService, participants, tea } from '../order-world.ts';

const world = participants();
const shop = await orderService(world);

function place(more: object = {}) {
  return shop.app.inject({
    method: 'POST',
    url: '/api/orders',
    headers: { ...as(randomUUID()), 'idempotency-key': randomUUID() },
    payload: { lines: [{ productId: tea.id, quantity: 2 }], ...more },
  });
}

/** A page of metrics between two sweeps, which have transactions of their own. */
async function atRest(read: () => Promise<string>): Promise<string> {
  for (let tries = 0; ; tries += 1) {
    const page = await read();
    const none = (state: string) => page.includes(`transactions{service="order",state="${state}"} 0\n`);
    if ((none('running') && none('waiting')) || tries === 100) return page;
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
}

test('orders, revenue, sagas, steps, batches and transactions are counted', async () => {
  assert.equal((await place()).statusCode, 201);
  assert.equal((await place({ expectedTotal: { amount: 1 } })).json().code, 'price_changed');
  world.answers['stock.reserve'] = () => refused('out_of_stock');
  assert.equal((await place()).json().code, 'out_of_stock');
  const page = await atRest(() => shop.metrics.registry.metrics());
  for (const line of [
    'sagashop_orders_placed_total{service="order"} 3',
    'sagashop_orders_confirmed_total{service="order"} 1',
    'sagashop_orders_cancelled_total{service="order",reason="price_changed"} 1',
    'sagashop_orders_cancelled_total{service="order",reason="out_of_stock"} 1',
    'sagashop_revenue_minor_units_total{service="order",currency="RUB"} 500',
    'sagashop_order_confirm_seconds_count{service="order"} 1',
    'sagashop_sagas_ended_total{service="order",saga="place-order",outcome="completed",reason="none"} 1',
    'sagashop_sagas_ended_total{service="order",saga="place-order",outcome="refused",reason="out_of_stock"} 1',
    'sagashop_sagas_running{service="order"} 0',
    'sagashop_saga_step_duration_seconds_count{service="order",saga="place-order",step="hold the money",phase="do",reply="done"} 2',
    'sagashop_saga_step_duration_seconds_count{service="order",saga="place-order",step="reserve the goods",phase="do",reply="refused"} 1',
    'sagashop_saga_step_duration_seconds_count{service="order",saga="place-order",step="hold the money",phase="undo",reply="done"} 1',
    'sagashop_saga_step_duration_seconds_count{service="order",saga="place-order",step="confirm the order",phase="do",reply="done"} 1',
    'sagashop_database_transactions{service="order",state="running"} 0',
    'sagashop_database_transactions{service="order",state="waiting"} 0',
    'sagashop_database_pool_connections_max{service="order"} 6',
  ]) {
    assert.ok(page.includes(`\n${line}\n`), line);
  }
  assert.match(page, /sagashop_database_transaction_wait_seconds_count\{service="order"\} [1-9]/);
  const ids = /[0-9a-f]{8}-[0-9a-f]{4}/;
  assert.ok(!page.split('\n').some((line) => ids.test(line)), 'no id is a label');
});

test('a cancellation counts its order, its refund and its saga, and no confirmation', async () => {
  const other = await orderService();
  const headers = { ...as(randomUUID()), 'idempotency-key': randomUUID() };
  const payload = { lines: [{ productId: tea.id, quantity: 2 }] };
  const order = (await other.app.inject({ method: 'POST', url: '/api/orders', headers, payload })).json();
  const url = `/api/orders/${order.id}/cancellation`;
  assert.equal((await other.app.inject({ method: 'POST', url, headers })).statusCode, 200);
  const page = await other.metrics.registry.metrics();
  for (const line of [
    'sagashop_orders_confirmed_total{service="order"} 1',
    'sagashop_orders_cancelled_total{service="order",reason="cancelled_by_customer"} 1',
    'sagashop_refunds_total{service="order"} 1',
    'sagashop_refunded_minor_units_total{service="order",currency="RUB"} 500',
    'sagashop_sagas_ended_total{service="order",saga="cancel-order",outcome="completed",reason="none"} 1',
    'sagashop_saga_step_duration_seconds_count{service="order",saga="cancel-order",step="withdraw the order",phase="do",reply="done"} 1',
  ]) {
    assert.ok(page.includes(`\n${line}\n`), line);
  }
});
