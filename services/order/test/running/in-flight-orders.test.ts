import assert from 'node:assert/strict';
import { test } from 'node:test';
import { inFlightOrders } from '../../src/running/in-flight-orders.ts';
import type { NewOrder } from '../../src/store/orders.ts';

const ANSWER = { status: 201, response: '{}' };
const order = { id: 'an-order' } as NewOrder;

function placed() {
  const inFlight = inFlightOrders();
  inFlight.add(order, 0);
  return inFlight;
}

test('an order that was answered and then lost to another process is forgotten', async (t) => {
  t.mock.timers.enable({ apis: ['setTimeout'] });
  const inFlight = placed();
  const outcome = inFlight.outcome(order.id, 5000);
  inFlight.answered(order.id, ANSWER);
  inFlight.decided(order.id);
  t.mock.timers.tick(1000);
  assert.deepEqual(await outcome, ANSWER);
  assert.equal(inFlight.get(order.id), order);
  inFlight.lost(order.id);
  assert.equal(inFlight.get(order.id), undefined);
});

test('an order that was lost, claimed again and then answered is forgotten', async () => {
  const inFlight = placed();
  const outcome = inFlight.outcome(order.id, 5000);
  inFlight.lost(order.id);
  inFlight.answered(order.id, ANSWER);
  inFlight.ended(order.id);
  assert.deepEqual(await outcome, ANSWER);
  assert.equal(inFlight.get(order.id), undefined);
});

test('an order whose request waits no more is forgotten when it is lost', async () => {
  const inFlight = placed();
  assert.equal(await inFlight.outcome(order.id, 0), undefined);
  inFlight.lost(order.id);
  assert.equal(inFlight.get(order.id), undefined);
});
