import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { test } from 'node:test';
import { setTimeout as pause } from 'node:timers/promises';
import { until } from '../../cli/test/scratch.ts';
import { seeded } from '../seeded.ts';
import { type Answer, openTestShop } from './test-shop.ts';

type Customer = Awaited<ReturnType<typeof shop.customer>>;

// On a machine that has much else to do, no order is to run out of time.
const shop = await openTestShop({ ORDER_DEADLINE_MS: '300000' });
const rub = (amount: number) => ({ amount, currency: 'RUB' });
await shop.courier(10_000);

/** Everything that an order changes, and its cancellation must bring back. */
async function world(products: string[], customers: Customer[]) {
  const [dates, ...rest] = await Promise.all([
    shop.ask('GET', '/api/delivery/dates'),
    ...products.map((id) => shop.stock(id)),
    ...customers.map(async ({ get }) => (await get('/api/account')).body),
  ]);
  return { dates: dates.body.items, rest };
}

const cancel = (id: string, as: string, key: string = randomUUID()): Promise<Answer> =>
  shop.ask('POST', `/api/orders/${id}/cancellation`, { as, key, headers: { prefer: 'wait=30' } });

/** Cancels, and asks again where that takes longer than anyone waits. */
async function cancelled(id: string, as: string): Promise<Answer> {
  for (;;) {
    const answer = await cancel(id, as);
    if (answer.status !== 202 && answer.status !== 503) return answer;
  }
}

test('a person cancels what was confirmed, and has and leaves everything as before', async () => {
  const [teapot, cup] = [await shop.product(2500, 3), await shop.product(300, 10)];
  const alice = await shop.customer(10_000);
  const before = await world([teapot, cup], [alice]);
  const order = (
    await shop.ask('POST', '/api/orders', {
      as: alice.token,
      body: {
        lines: [
          { productId: teapot, quantity: 3 },
          { productId: cup, quantity: 1 },
        ],
      },
      headers: { 'accept-language': 'ru', prefer: 'wait=30' },
    })
  ).body;
  assert.equal(order.status, 'confirmed');
  const { status, body } = await cancelled(order.id, alice.token);
  assert.equal(status, 200);
  const lines = order.lines.map((line: { quantity: number }) => ({ ...line, cancelled: line.quantity }));
  const reason = 'cancelled_by_customer';
  assert.deepEqual(body, { ...order, status: 'cancelled', reason, lines, money: 'refunded' });
  await shop.settled();
  assert.deepEqual(await world([teapot, cup], [alice]), before);
  const { items: entries } = (await alice.get('/api/account/entries')).body;
  assert.deepEqual(
    entries.map(({ kind, amount, orderId }: Record<string, unknown>) => [kind, amount, orderId]),
    [
      ['refund', rub(7800), order.id],
      ['capture', rub(-7800), order.id],
      ['deposit', rub(10_000), undefined],
    ],
  );
  const { items: messages } = (await alice.get(`/api/messages?orderId=${order.id}`)).body;
  assert.equal(messages.length, 2);
  assert.match(messages[0].message, /отменён: вы его отменили\. Мы вернули 78,00/);
  const product = () => shop.ask('GET', `/api/products/${teapot}`);
  await until(async () => (await product()).body.availability === 'low', 10_000);
  await shop.passes();
});

test('cancelled at any moment, each order ends whole, and everything is as before', async (t) => {
  const random = seeded('cancelled at any moment');
  const products = [await shop.product(100, 100_000), await shop.product(30, 100_000)];
  const customers = await Promise.all(Array.from({ length: 6 }, () => shop.customer(1_000_000)));
  const before = await world(products, customers);
  const plans = Array.from({ length: 240 }, (_, at) => ({
    customer: customers[at % customers.length]!,
    lines: products.map((productId) => ({ productId, quantity: 1 + Math.floor(random() * 3) })),
    delays: Array.from({ length: 1 + Math.floor(random() * 2) }, () => random() * 300),
    byShop: random() < 0.3,
  }));
  const waiting = plans.values();
  const ends = new Map<string, number>();
  let count = 0;
  const work = async () => {
    for (const { customer, lines, delays, byShop } of waiting) {
      const id = await customer.started(lines);
      const answers = await Promise.all(
        delays.map(async (ms) => {
          await pause(ms);
          return cancelled(id, byShop ? shop.admin : customer.token);
        }),
      );
      const reason = byShop ? 'cancelled_by_shop' : 'cancelled_by_customer';
      for (const { status, body } of answers) assert.deepEqual([status, body.reason], [200, reason]);
      const { body: saga } = await customer.get(`/api/orders/${id}/saga`);
      ends.set(saga.name, (ends.get(saga.name) ?? 0) + 1);
      count += 1;
      if (count % 40 === 0) await shop.passes(); // while the others go on
    }
  };
  await Promise.all(Array.from({ length: 12 }, work));
  t.diagnostic(`turned back: ${ends.get('place-order')}, taken back: ${ends.get('cancel-order')}`);
  await shop.settled();
  assert.deepEqual(await world(products, customers), before);
});

test('a customer and an administrator, twice each and with one key, cancel an order once', async () => {
  const teapot = await shop.product(100, 1000);
  const alice = await shop.customer(100_000);
  const before = await world([teapot], [alice]);
  for (let round = 0; round < 10; round += 1) {
    const confirmed = round % 2 === 0;
    const lines = [{ productId: teapot, quantity: 1 }];
    const id = confirmed ? (await alice.order(lines)).body.id : await alice.started(lines);
    const [mine, theirs] = [randomUUID(), randomUUID()];
    const answers = await Promise.all([
      ...[mine, mine, randomUUID()].map((key) => cancel(id, alice.token, key)),
      ...[theirs, theirs, randomUUID()].map((key) => cancel(id, shop.admin, key)),
    ]);
    const told = answers.filter(({ status }) => status === 200).map(({ body }) => JSON.stringify(body));
    assert.ok(told.length >= 4, `${told.length} of the four that are no copies`);
    assert.equal(new Set(told).size, 1);
    for (const { status, body } of answers) {
      if (status !== 200) assert.deepEqual([status, body.code], [409, 'idempotency_in_progress']);
    }
    for (const [key, token] of [
      [mine, alice.token],
      [theirs, shop.admin],
    ] as const) {
      const again = await cancel(id, token, key);
      assert.deepEqual([again.status, JSON.stringify(again.body)], [200, told[0]]);
      assert.equal(again.headers.get('idempotency-replayed'), 'true');
    }
  }
  await shop.settled();
  assert.deepEqual(await world([teapot], [alice]), before);
});
