import assert from 'node:assert/strict';
import { test } from 'node:test';
import { exchangedBy, objectionToExchange } from '../../src/domain/exchange.ts';
import { remindedBefore, termVerdict } from '../../src/domain/return-term.ts';

const days = { today: '2026-03-10', soon: '2026-03-17' };
const waiting = { state: 'approved' as const, comeBy: '2026-03-20', remindedAt: null };

test('what has to come is reminded of once, a week before its last day, and ends after it', () => {
  const verdict = (more: object) => termVerdict({ ...waiting, ...more }, days);
  assert.equal(verdict({}), undefined);
  assert.equal(verdict({ comeBy: '2026-03-17' }), 'remind');
  assert.equal(verdict({ comeBy: '2026-03-17', remindedAt: new Date() }), undefined);
  assert.equal(verdict({ comeBy: '2026-03-10' }), 'remind', 'on the last day itself it may still come');
  assert.equal(verdict({ comeBy: '2026-03-09' }), 'expire');
  assert.equal(verdict({ comeBy: null }), 'date');
  for (const state of ['asked', 'refused', 'received', 'settled'])
    assert.equal(verdict({ state, comeBy: '2026-01-01' }), undefined, state);
  assert.deepEqual([1, 2, 6, 14, 365].map(remindedBefore), [0, 1, 3, 7, 7]);
});

test('an exchange is ordered where all has come, for no more than was agreed, or else than goes back', () => {
  const one = (received: number, more: object = {}) => ({
    ...{ lines: [{ place: 0, quantity: 2, received, resellable: 0 }], agreed: null, amount: 500 },
    ...more,
  });
  assert.equal(objectionToExchange(one(2), 500), undefined);
  assert.equal(objectionToExchange(one(2), 501), 'price_changed');
  assert.equal(objectionToExchange(one(1), 1), 'not_all_came');
  assert.equal(objectionToExchange(one(2, { agreed: 900 }), 900), undefined);
  assert.equal(objectionToExchange(one(2, { agreed: 900 }), 901), 'price_changed');
  assert.equal(objectionToExchange(one(2, { agreed: 0 }), 1), 'price_changed');
  const order = (status: 'pending' | 'cancelled' | 'shipped', wasConfirmed = false) =>
    exchangedBy({ status, reason: 'out_of_stock', wasConfirmed });
  assert.equal(order('pending'), undefined);
  assert.deepEqual(order('shipped', true), { exchanged: 'placed' });
  assert.deepEqual(order('cancelled', true), { exchanged: 'placed' });
  assert.deepEqual(order('cancelled'), { exchanged: 'failed', reason: 'out_of_stock' });
});
