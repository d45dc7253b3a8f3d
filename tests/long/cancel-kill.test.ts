import assert from 'node:assert/strict';
import { randomInt, randomUUID } from 'node:crypto';
import { after, test } from 'node:test';
import { setTimeout as pause } from 'node:timers/promises';
import postgres from 'postgres';
import { until } from '../../cli/test/scratch.ts';
import { type OrderProcess, openShopWithoutOrder, startOrder } from '../faults/order-process.ts';

const shop = await openShopWithoutOrder();
const [orders, payment, notify] = ['order', 'payment', 'notify'].map((name) =>
  postgres(shop.urls[name]!, { max: 2, onnotice: () => {} }),
) as [postgres.Sql, postgres.Sql, postgres.Sql];
after(() => Promise.all([orders, payment, notify].map((sql) => sql.end({ timeout: 1 }))));

let running: OrderProcess;
const start = async () => {
  const env = { ORDER_DEADLINE_MS: '30000' };
  running = await startOrder(shop, { url: shop.origins['order']!, env, behind: true });
};
const kill = () => running.end('SIGKILL');

await shop.courier(10_000);
const teapot = await shop.product(100, 10_000);
const alice = await shop.customer(1_000_000);
const lines = [{ productId: teapot, quantity: 2 }];

const cancel = (id: string, prefer = 'wait=30') =>
  shop.ask('POST', `/api/orders/${id}/cancellation`, {
    as: alice.token,
    key: randomUUID(),
    headers: { prefer },
  });
const statusOf = async (id: string) =>
  (await orders<{ status: string }[]>`select status from orders where id = ${id}`)[0]?.status;

async function world() {
  const [account, stock, dates] = await Promise.all([
    alice.get('/api/account'),
    shop.stock(teapot),
    shop.ask('GET', '/api/delivery/dates'),
  ]);
  return { account: account.body, stock, dates: dates.body.items };
}

/** Everything has ended, wishes too, and nothing is half there. */
async function ended(): Promise<void> {
  const open = async () => {
    const [row] = await orders<{ count: string }[]>`
      select (select count(*) from sagas where ended_at is null)
        + (select count(*) from orders where cancel_asked is not null) as count`;
    return Number(row!.count);
  };
  await until(async () => (await open()) === 0, 60_000);
  await shop.settled();
}

const before = await world();

test('killed between its pivot and the refund, a cancellation gives everything back after the next start', async () => {
  await start();
  const headers = { prefer: 'wait=30' };
  const { body: order } = await shop.ask('POST', '/api/orders', {
    as: alice.token,
    body: { lines },
    headers,
  });
  assert.equal(order.status, 'confirmed');
  await payment.begin(async (tx) => {
    await tx`select from accounts where user_id = ${alice.id} for update`;
    cancel(order.id).catch(() => {}); // answered by nobody
    await until(async () => (await statusOf(order.id)) === 'cancelled', 30_000);
    await kill();
    assert.equal((await tx`select from entries where refunds = ${order.id}`).length, 0);
  });
  await start();
  const { status, body } = await cancel(order.id);
  assert.deepEqual([status, body.reason], [200, 'cancelled_by_customer']);
  await ended();
  assert.deepEqual(await world(), before);
});

test('killed while a wish waits for its order to end, it is honoured after the next start', async () => {
  await start();
  let id = '';
  await notify.begin(async (tx) => {
    await tx`lock table messages in exclusive mode`;
    const headers = { prefer: 'respond-async' };
    const placed = await shop.ask('POST', '/api/orders', { as: alice.token, body: { lines }, headers });
    id = placed.body.id;
    await until(async () => (await statusOf(id)) === 'confirmed', 30_000);
    const { status, body } = await cancel(id, 'respond-async');
    assert.deepEqual([status, body.status], [202, 'confirmed']);
    await kill();
  });
  await start();
  await until(async () => (await statusOf(id)) === 'cancelled', 60_000);
  await ended();
  assert.deepEqual(await world(), before);
});

test('killed at any moment of many cancellations, none is lost or half done', async (t) => {
  await start();
  for (let round = 0; round < 3; round += 1) {
    const placed = await Promise.all(Array.from({ length: 25 }, () => alice.order(lines)));
    const ids = placed.map(({ body }) => String(body.id));
    const wishes = ids.map((id) => cancel(id, 'respond-async'));
    const ms = randomInt(120);
    t.diagnostic(`killed after ${ms} ms`);
    await pause(ms);
    await kill();
    const answers = await Promise.all(wishes);
    await start();
    await ended();
    for (const [at, { status }] of answers.entries()) {
      assert.ok([200, 202, 503].includes(status), `${status}`);
      if (status !== 503) assert.equal(await statusOf(ids[at]!), 'cancelled');
    }
    const again = await Promise.all(ids.map((id) => cancel(id)));
    assert.deepEqual([...new Set(again.map(({ status }) => status))], [200]);
  }
  await ended();
  assert.deepEqual(await world(), before);
});
