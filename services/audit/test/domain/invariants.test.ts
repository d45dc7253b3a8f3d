import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type Facts, inFlight, unchanged } from '../../src/domain/facts.ts';
import { broken } from '../../src/domain/invariants.ts';

const saga = {
  id: 's',
  name: 'place-order',
  state: 'ended',
  ended: true,
  ageSeconds: 5,
  overdueSeconds: -25,
  updatedAt: '2026-11-23T00:00:00Z',
};
const lines = [{ product: 'p', quantity: 2 }];
const whole: Required<Facts> = {
  id: 'o',
  order: { user: 'u', status: 'confirmed', reason: null, total: 500, agreed: 500, lines, sagas: [saga] },
  payment: { state: 'captured', user: 'u', amount: 500, captured: 500, captures: 1, refunded: 0 },
  stock: { state: 'taken', lines },
  delivery: { state: 'booked', courier: 'c', date: '2026-11-24' },
  notify: { messages: 1 },
};
const undone: Facts = {
  id: 'o',
  order: { ...whole.order, status: 'cancelled', reason: 'no_courier' },
  payment: { ...whole.payment, state: 'released', captured: 0, captures: 0 },
  stock: { state: 'released', lines },
  delivery: { state: 'refused', courier: null, date: null },
  notify: { messages: 1 },
};

test('an order that is whole, and one that is wholly undone, break nothing', () => {
  assert.deepEqual(broken(whole), []);
  assert.deepEqual(broken(undone), []);
  assert.deepEqual(broken({ id: 'o', order: { ...undone.order!, reason: 'price_changed', sagas: [] } }), []);
});

test('each part that is missing from a confirmed order is named', () => {
  for (const part of ['payment', 'stock', 'delivery', 'notify'] as const) {
    const { [part]: _, ...rest } = whole;
    assert.equal(broken(rest as Facts).length, 1, part);
  }
  assert.match(
    broken({ ...whole, payment: { ...whole.payment, captured: 499 } }).join(),
    /one capture of its total,the price charged/,
  );
  assert.match(
    broken({ ...whole, stock: { state: 'taken', lines: [{ product: 'p', quantity: 1 }] } }).join(),
    /goods taken/,
  );
});

test('anything left behind by a cancelled order is named', () => {
  for (const left of [
    { payment: { ...whole.payment, captures: 0, state: 'held' } },
    { stock: whole.stock },
    { delivery: whole.delivery },
  ]) {
    assert.match(broken({ ...undone, ...left }).join(), /nothing taken and nothing held/);
  }
  const refunded = {
    ...undone,
    payment: { ...whole.payment, state: 'refunded', refunded: 500 },
    stock: { state: 'returned', lines },
    delivery: { state: 'cancelled', courier: null, date: null },
  };
  assert.deepEqual(broken(refunded), []);
  assert.match(
    broken({ ...refunded, payment: { ...refunded.payment, refunded: 400 } }).join(),
    /money and its goods back/,
  );
});

test('what an order in flight has or lacks is no failure, unless it is stuck', () => {
  const running = { ...saga, ended: false, state: 'running' };
  const pending: Facts = {
    id: 'o',
    order: { ...whole.order, status: 'pending', sagas: [running] },
    payment: { ...whole.payment, state: 'held', captured: 0, captures: 0 },
  };
  assert.ok(inFlight(pending));
  assert.deepEqual(broken(pending), []);
  const late = (state: string) => ({
    ...pending,
    order: { ...pending.order!, sagas: [{ ...running, state, overdueSeconds: 61 }] },
  });
  assert.deepEqual(broken(late('running')), ['every saga ends']);
  assert.deepEqual(broken(late('parked')), []);
});

test('a hold that no order knows of is an orphan', () => {
  assert.deepEqual(
    broken({ id: 'o', payment: { ...whole.payment, state: 'held', captures: 0, captured: 0 } }),
    ['no orphan hold, reservation or booking'],
  );
  assert.deepEqual(
    broken({ id: 'o', payment: { ...whole.payment, state: 'released', captures: 0, captured: 0 } }),
    [],
  );
});

test('an order has moved when its status, its sagas or their times differ', () => {
  const { order } = whole;
  assert.ok(unchanged(order, structuredClone(order)));
  assert.ok(unchanged(undefined, undefined));
  assert.ok(!unchanged(undefined, order));
  assert.ok(!unchanged(order, { ...order, status: 'cancelled' }));
  assert.ok(!unchanged(order, { ...order, sagas: [{ ...saga, updatedAt: 'later' }] }));
});
