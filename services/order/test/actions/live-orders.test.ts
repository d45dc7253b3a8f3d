import assert from 'node:assert/strict';
import { test } from 'node:test';
import { liveOrders } from '../../src/actions/live-orders.ts';
import type { NewOrder } from '../../src/store/orders.ts';

const ANSWER = { status: 201, response: '{}' };
const order = { id: 'an-order' } as NewOrder;

function placed() {
  const live = liveOrders();
  live.took(order, 0);
  return live;
}

test('an order that was answered and then lost to another process is forgotten', async (t) => {
  t.mock.timers.enable({ apis: ['setTimeout'] });
  const live = placed();
  const outcome = live.outcome(order.id, 5000);
  live.answered(order.id, ANSWER);
  live.decided(order.id);
  t.mock.timers.tick(1000);
  assert.deepEqual(await outcome, ANSWER);
  assert.equal(live.get(order.id), order);
  live.lost(order.id);
  assert.equal(live.get(order.id), undefined);
});

test('an order that was lost, claimed again and then answered is forgotten', async () => {
  const live = placed();
  const outcome = live.outcome(order.id, 5000);
  live.lost(order.id);
  live.answered(order.id, ANSWER);
  live.ended(order.id);
  assert.deepEqual(await outcome, ANSWER);
  assert.equal(live.get(order.id), undefined);
});

test('an order whose request waits no more is forgotten when it is lost', async () => {
  const live = placed();
  assert.equal(await live.outcome(order.id, 0), undefined);
  live.lost(order.id);
  assert.equal(live.get(order.id), undefined);
});
