import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { after, test } from 'node:test';
import { BY_KEY } from '@sagashop/chassis/postgres/by-key';
import { connect } from '@sagashop/chassis/postgres/connect';
import { as, plansOf } from '@sagashop/chassis/testing';
import { addDays, dateIn, startOfDay } from '@sagashop/kernel/clock';
import { newId } from '@sagashop/kernel/ids';
import { figuresOfDays } from '../../src/store/figures.ts';
import { insertOrders } from '../../src/store/orders.ts';
import { orderService } from '../order-world.ts';

const zone = 'Asia/Tokyo';
const shop = await orderService(undefined, undefined, { SAGASHOP_TZ: zone });
const sql = connect(shop.url, { name: 'test', max: 1, settings: BY_KEY });
after(() => sql.end());

const today = dateIn(zone, new Date());
const owner = as(randomUUID(), { roles: ['owner'] });

/** An order of an instant, in ms since 1970. */
function order(at: number, status: 'confirmed' | 'cancelled' | 'pending', total: number, reason = '') {
  return {
    ...{ id: newId(at), number: 7, userId: randomUUID(), status, total, reason: reason || null },
    ...{ language: 'en' as const, deliveryDate: null, createdAt: new Date(at), lines: [] },
    ...{ recipient: { name: 'A', email: 'a@shop.test', address: null, phone: null } },
    ...{
      idempotencyKey: randomUUID(),
      answer: status === 'pending' ? null : { status: 201, response: '{}' },
    },
  };
}

test('figures are of the days of the shop, to the millisecond, and count as sold what stands', async () => {
  const begins = startOfDay(zone, today);
  const now = Date.now();
  const orders = [
    order(begins - 1, 'confirmed', 100), // yesterday
    order(begins, 'confirmed', 20),
    order(now, 'confirmed', 3),
    order(now, 'pending', 1_000),
    order(now, 'cancelled', 1_000, 'out_of_stock'),
    order(now, 'cancelled', 1_000, 'cancelled_by_customer'),
    order(startOfDay(zone, addDays(today, -14)), 'confirmed', 1_000), // too long ago
  ];
  await sql.transaction((tx) => insertOrders(tx, orders as never));
  const { days, refused, sagas, ...rest } = (
    await shop.app.inject({ url: '/api/orders/figures', headers: owner })
  ).json();
  assert.equal(rest.zone, zone);
  assert.equal(days.length, 14);
  const money = (amount: number) => ({ amount, currency: 'RUB' });
  assert.deepEqual(days.slice(-2), [
    { date: addDays(today, -1), placed: 1, cancelled: 0, sold: money(100) },
    { date: today, placed: 5, cancelled: 2, sold: money(23) },
  ]);
  assert.ok(
    days.slice(0, -2).every(({ placed, sold }: { placed: number; sold: object }) => {
      return placed === 0 && JSON.stringify(sold) === JSON.stringify(money(0));
    }),
  );
  assert.deepEqual(refused.reasons, [{ reason: 'out_of_stock', count: 1 }]);
  assert.deepEqual(sagas, { running: 0, parked: 0 });
});

test('whoever does not see orders is told no figures', async () => {
  for (const roles of [[], ['packer']]) {
    const headers = as(randomUUID(), { roles });
    assert.equal((await shop.app.inject({ url: '/api/orders/figures', headers })).statusCode, 403);
  }
});

test("a day is one range of the orders' own index", async () => {
  const day = { date: today, from: newId(0), before: newId() };
  const own = connect(shop.url, { name: 'plans', max: 1, settings: BY_KEY });
  after(() => own.end());
  await figuresOfDays(own, [day]);
  const plans = [...(await plansOf(own))].filter(([statement]) => statement.includes('as placed'));
  assert.equal(plans.length, 1);
  for (const [, plan] of plans) assert.match(plan, /orders_pkey/);
});
