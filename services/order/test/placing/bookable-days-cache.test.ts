import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Peers } from '@sagashop/chassis/service/calls';
import { bookableDaysCache } from '../../src/placing/bookable-days-cache.ts';

/** A delivery whose days a test names, and a clock that it moves. */
function world() {
  const shop = { now: 0, days: ['monday'], changeIn: 500_000, away: false, asked: 0 };
  const ask = async () => {
    shop.asked += 1;
    if (shop.away) throw new Error('delivery is away');
    return { days: shop.days, changeIn: shop.changeIn };
  };
  return { shop, days: bookableDaysCache({ ask } as unknown as Peers, () => shop.now) };
}

test('delivery is asked once for all orders, and anew when its day changes', async () => {
  const { shop, days } = world();
  await Promise.all([days(), days(), days()]);
  assert.deepEqual([days(), shop.asked], [['monday'], 1], 'known at once');
  shop.days = ['tuesday'];
  shop.now = 499_999;
  assert.deepEqual(days(), ['monday'], 'asked anew meanwhile');
  await new Promise(setImmediate);
  assert.deepEqual([days(), shop.asked], [['tuesday'], 2], 'its clock was set');
  shop.now += 500_000;
  shop.days = ['wednesday'];
  assert.deepEqual(await days(), ['wednesday']);
});

test('while delivery is away it is not asked for each order, and what it said counts until its day ends', async () => {
  const { shop, days } = world();
  shop.away = true;
  assert.equal(await days(), undefined);
  assert.deepEqual([days(), shop.asked], [undefined, 1]);
  shop.now += 1000;
  shop.away = false;
  assert.deepEqual(await days(), ['monday']);
  shop.away = true;
  shop.now += 100_000;
  for (let n = 0; n < 3; n += 1) assert.deepEqual(days(), ['monday']);
  await new Promise(setImmediate);
  assert.deepEqual([days(), shop.asked], [['monday'], 3]);
  shop.now += 400_000;
  assert.equal(await days(), undefined);
});
