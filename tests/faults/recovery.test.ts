import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { after, type TestContext, test } from 'node:test';
import { connect } from '@sagashop/chassis/postgres/connect';
import { until } from '../../cli/test/scratch.ts';
import {
  type OrderProcess,
  openShopWithoutOrder,
  place,
  silentService,
  startOrder,
  unfinished,
} from './order-process.ts';

const IN_FLIGHT = Number(process.env['SAGASHOP_TEST_IN_FLIGHT'] ?? 200);
const LONG = 50_000; // ms; how long it takes is told, and judged by whoever measures (bench/README.md)

const shop = await openShopWithoutOrder();
const home = { url: shop.origins['order']! };
const STOCK_URL = await silentService();
const sql = connect(shop.urls['order']!, { name: 'test', max: 1 });
after(() => sql.end({ timeout: 0 }));

const teapot = await shop.product(1, 10_000);
const more = await Promise.all(
  Array.from({ length: 4 }, () =>
    shop.ask('POST', `/api/stock/${teapot}/receipts`, { as: shop.admin, body: { quantity: 1000 } }),
  ),
);
assert.ok(more.every(({ status }) => status === 201));
await shop.courier(10_000);
const alice = await shop.customer(1_000_000);

/** Places orders whose goods are never reserved, since their process hears nothing of stock; resolves to their keys. */
async function placeInFlight(process: OrderProcess, count: number): Promise<string[]> {
  const keys = Array.from({ length: count }, () => randomUUID());
  const waiting = keys.values();
  const work = async () => {
    for (const key of waiting) {
      const { status } = await place(process, alice.token, {
        productId: teapot,
        key,
        prefer: 'respond-async',
      });
      assert.equal(status, 202);
    }
  };
  await Promise.all(Array.from({ length: 64 }, work));
  return keys;
}

async function untilAllEnded(t: TestContext, what: string): Promise<void> {
  const ms = await until(async () => (await unfinished(sql)) === 0, LONG);
  t.diagnostic(`${what}: all ended after ${ms} ms`);
}

/** Every key has one confirmed order, which it finds again, and the audit finds nothing wrong. */
async function assertConfirmed(keys: readonly string[]): Promise<void> {
  const [row] = await sql<{ confirmed: number }[]>`
    select count(distinct id)::int as confirmed from idempotency_keys join orders on orders.id = subject
    where key = any(string_to_array(${keys.join()}, ',')) and orders.status = 'confirmed'`;
  assert.equal(row!.confirmed, keys.length);
  for (const key of keys.slice(0, 5)) {
    const { status, body } = await place(home, alice.token, { productId: teapot, key, prefer: 'wait=30' });
    assert.deepEqual([status, body.status], [201, 'confirmed']);
  }
  assert.equal(await shop.passes(), 0);
}

test('orders in flight in the only order process, killed, all end when it is started again', async (t) => {
  const before = await startOrder(shop, { ...home, env: { STOCK_URL } });
  const keys = await placeInFlight(before, IN_FLIGHT);
  assert.equal(await unfinished(sql), IN_FLIGHT);
  await before.end('SIGKILL');
  const next = await startOrder(shop, home);
  await untilAllEnded(t, 'the only process, from when it was ready');
  await assertConfirmed(keys);
  await next.end('SIGTERM');
});

test('orders in flight in one of two order processes, killed, are all ended by the other', async (t) => {
  const other = await startOrder(shop, home);
  const dying = await startOrder(shop, { env: { STOCK_URL } });
  const keys = await placeInFlight(dying, IN_FLIGHT);
  const died = async () => (await sql`select from runners where gone = 'died'`).length;
  const before = await died();
  await dying.end('SIGKILL');
  await untilAllEnded(t, 'taken over, from the kill');
  assert.ok((await died()) > before);
  await assertConfirmed(keys);
  await other.end('SIGTERM');
});

test('an order process that is told to stop hands what it runs to the other', async (t) => {
  const other = await startOrder(shop, home);
  const leaving = await startOrder(shop, { env: { STOCK_URL } });
  const keys = await placeInFlight(leaving, 100);
  await leaving.end('SIGTERM');
  await untilAllEnded(t, 'handed over, from the end of the process');
  await assertConfirmed(keys);
  await other.end('SIGTERM');
});
