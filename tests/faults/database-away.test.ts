import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { until } from '../../cli/test/scratch.ts';
import { weakLine } from '../../packages/chassis/test/weak-line.ts';
import { openTestShop } from '../journeys/test-shop.ts';
import { shopDatabases } from '../shop-databases.ts';

const urls = await shopDatabases(['order', 'payment']);
const order = await weakLine(urls['order']!);
const payment = await weakLine(urls['payment']!);
const shop = await openTestShop({ ORDER_DATABASE_URL: order.url, PAYMENT_DATABASE_URL: payment.url });
for (const { cut } of [order, payment]) after(cut);
const teapot = await shop.product(500, 1000);
await shop.courier(1000);
const alice = await shop.customer(1_000_000);

const ready = () => shop.ask('GET', '/health/ready');
const isReady = async () => (await ready()).status === 200;

test('without its database a service is not ready, alive, and ready again by itself', async () => {
  await until(isReady);
  order.cut();
  await until(async () => {
    const { order, payment, catalog } = (await ready()).body.services;
    return /^not ready: /.test(order) && payment === 'ready' && catalog === 'ready';
  });
  assert.equal((await shop.ask('GET', '/health/live')).status, 200);
  const refused = await alice.order([{ productId: teapot, quantity: 1 }]);
  assert.deepEqual([refused.status, refused.body.code], [503, 'unavailable']);
  assert.equal((await shop.ask('GET', `/api/products/${teapot}`)).status, 200, 'the others work');
  assert.equal((await alice.get('/api/account')).status, 200);

  await order.join();
  const back = await until(isReady);
  assert.ok(back < 5000, `it took ${back} ms`);
  assert.equal((await alice.order([{ productId: teapot, quantity: 1 }])).status, 201);
});

test('orders that were under way when databases went away end when they are back', async () => {
  const answers: Promise<{ status: number }>[] = [];
  const body = { lines: [{ productId: teapot, quantity: 1 }] };
  const place = () => void answers.push(shop.ask('POST', '/api/orders', { as: alice.token, body }));
  for (let nth = 0; nth < 20; nth += 1) place();
  await Promise.race(answers); // the first is through: others are on their way
  for (let nth = 0; nth < 20; nth += 1) place();
  await new Promise((resolve) => setImmediate(resolve));
  payment.cut();
  order.cut();
  await until(async () => !(await isReady()));
  await order.join();
  await payment.join();
  await until(isReady);
  const statuses = (await Promise.all(answers)).map(({ status }) => status);
  assert.ok(
    statuses.every((status) => [201, 202, 409, 503].includes(status)),
    `${statuses}`,
  );
  const ended = async () =>
    (await shop.ask('GET', '/api/orders?limit=100', { as: shop.admin })).body.items.every(
      ({ status }: { status: string }) => status !== 'pending',
    );
  await until(ended);
  await shop.settled();
});
