import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { after, test } from 'node:test';
import { connect } from '@sagashop/chassis/postgres/connect';
import { until } from '../../cli/test/scratch.ts';
import {
  type OrderProcess,
  openShopWithoutOrder,
  place,
  startOrder,
  unfinished,
} from '../faults/order-process.ts';

const TAKE_OVER = 1000; // ms
const LONG = 50_000; // ms

const shop = await openShopWithoutOrder();
const env = { ORDER_TAKE_OVER_MS: String(TAKE_OVER) };
const sql = connect(shop.urls['order']!, { name: 'test', max: 1 });
after(() => sql.end({ timeout: 0 }));

const teapot = await shop.product(1, 10_000);
await shop.courier(10_000);
const alice = await shop.customer(1_000_000);

interface Placed {
  key: string;
  status?: number;
  id?: string;
}

/** Sends an order to a process, and notes what it answers. */
async function send(to: OrderProcess, placed: Placed): Promise<Placed> {
  const { status, body } = await place(to, alice.token, { productId: teapot, key: placed.key });
  return Object.assign(placed, { status, id: body.id });
}

test('an order process that is frozen for three times the take-over time does no harm when it wakes', async (t) => {
  const other = await startOrder(shop, { url: shop.origins['order']!, env });
  const zombie = await startOrder(shop, { env });
  const orders = Array.from({ length: 300 }, (): Placed => ({ key: randomUUID() }));
  const answers: Promise<unknown>[] = [];
  const waiting = orders.values();
  const work = async () => {
    for (const order of waiting) await send(zombie, order);
  };
  for (let nth = 0; nth < 32; nth += 1) answers.push(work());
  // Not between two batches, when it has nothing that could be taken over.
  const confirmed = () => orders.filter(({ status }) => status === 201).length;
  await until(async () => confirmed() >= 50 && (await unfinished(sql)) > 0, LONG);
  zombie.process.kill('SIGSTOP');
  const frozenAt = Date.now();

  const took = await until(async () => (await unfinished(sql)) === 0, LONG);
  t.diagnostic(`${took} ms after the freezing nothing was unfinished`);
  await until(() => Date.now() - frozenAt > 3 * TAKE_OVER, LONG);
  assert.equal(await shop.passes(), 0);

  zombie.process.kill('SIGCONT');
  await Promise.all(answers);
  await until(async () => (await unfinished(sql)) === 0, LONG);
  // Who was not answered 201 asks the other process, with the same key, until the order's outcome is known.
  for (const order of orders.filter(({ status }) => status !== 201)) {
    await until(async () => (await send(other, order)).status === 201, LONG);
  }
  assert.equal(new Set(orders.map(({ id }) => id)).size, orders.length);
  assert.equal(await shop.passes(), 0);

  const lost = /^sagashop_runner_heartbeats_lost_total\{service="order"\} [1-9]/m;
  await until(async () => lost.test(await (await fetch(`${zombie.url}/metrics`)).text()), LONG);
  assert.ok((await sql`select from runners where gone = 'frozen'`).length > 0);
  const next: Placed = { key: randomUUID() };
  await until(async () => (await send(zombie, next)).status === 201, LONG);
  await zombie.end('SIGTERM');
  await other.end('SIGTERM');
});
