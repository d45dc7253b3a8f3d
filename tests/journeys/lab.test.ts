import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { test } from 'node:test';
import { promisify } from 'node:util';
import { until } from '../../cli/test/scratch.ts';
import { openTestShop } from './test-shop.ts';

const MAIN = join(import.meta.dirname, '../../cli/src/main.ts');
const run = promisify(execFile);
const shop = await openTestShop({ SAGASHOP_LAB: '1', ORDER_TAKE_OVER_MS: '1000' });
await shop.courier(10_000);
const cup = await shop.product(50, 1000);

/** `sagashop lab …` as an owner; answers what it prints. */
const lab = async (...args: string[]) =>
  (await run(process.execPath, [MAIN, 'lab', ...args, '--url', shop.url, '--token', shop.admin])).stdout;
const active = async (id: string) => {
  const { body } = await shop.ask('GET', '/api/lab', { as: shop.admin });
  return (body.active as { id: string; hits: number; orders: string[] }[]).find((fault) => fault.id === id);
};
const hitsOf = async (id: string) => {
  const { body } = await shop.ask('GET', '/api/lab', { as: shop.admin });
  return body.recent.find((fault: { id: string }) => fault.id === id).hits as number;
};

test('whatever is broken at once on the command line, every invariant holds when it is stopped', async () => {
  const buyer = await shop.customer(100_000);
  const wishes = [
    { fault: 'twice', share: 0.3 },
    { fault: 'reply_lost', share: 0.2 },
    { fault: 'command_lost', share: 0.2 },
    { fault: 'late_copy', share: 0.3 },
    { fault: 'overtaken', command: 'stock.reserve', share: 0.2 },
    { fault: 'refuse', command: 'delivery.book', share: 0.5 },
    { fault: 'fail', service: 'notify', share: 0.3 },
    { fault: 'runner_dies', nth: 12 },
  ] as const;
  const [first, ...others] = wishes;
  const made = [JSON.parse(await lab('start', first.fault, '--share', String(first.share), '--json'))];
  for (const wish of others) {
    const body = { scope: 'all', seconds: 60, ...wish };
    made.push(await shop.must(201, shop.ask('POST', '/api/lab/faults', { as: shop.admin, body })));
  }
  assert.match(await lab('list'), /runner_dies {2}everywhere {2}scope all/);
  const ids = await Promise.all(
    Array.from({ length: 30 }, () => buyer.started([{ productId: cup, quantity: 1 }])),
  );
  // A do that is held back waits for its undo, and what is lost is sent again: the end of the faults ends it all.
  assert.match(await lab('stop'), /Nothing is broken/);
  await shop.settled();
  const hits = await Promise.all(made.map(({ id }) => hitsOf(id)));
  assert.ok(hits.reduce((sum, one) => sum + one, 0) > 30, hits.join());
  const answers = await Promise.all(ids.map((id) => buyer.get(`/api/orders/${id}`)));
  assert.ok(answers.every(({ body }) => ['confirmed', 'cancelled'].includes(body.status)));
});

test('what the shop refuses to break the command line says, with the place of the mistake', async () => {
  const { stderr } = await lab('start', 'twice', '--share', '2').catch((error) => error);
  assert.match(stderr, /422 .*\n {2}share: /);
});

test('a service that hangs holds up what needs it and nothing else, and is ready again when it is stopped', async () => {
  const buyer = await shop.customer(100_000);
  const body = { fault: 'service_hung', service: 'delivery', scope: 'all', seconds: 60 };
  const { id: fault } = await shop.must(201, shop.ask('POST', '/api/lab/faults', { as: shop.admin, body }));
  const readiness = async (service: string) => {
    const [here, own] = [shop.url, shop.origins[service] ?? shop.url];
    const [live, ready] = await Promise.all([fetch(`${here}/health/live`), fetch(`${own}/health/ready`)]);
    return [live.status, ready.status];
  };
  await until(async () => (await readiness('delivery')).join() === '200,503');
  const order = await buyer.started([{ productId: cup, quantity: 1 }]);
  const days = shop.ask('GET', '/api/couriers', { as: shop.admin });
  await until(async () => ((await active(fault))?.hits ?? 0) >= 2);
  assert.deepEqual((await active(fault))!.orders, [order]);
  assert.equal((await shop.ask('GET', '/api/products')).status, 200);
  assert.equal((await buyer.get(`/api/orders/${order}`)).body.status, 'pending');
  await lab('stop', fault);
  assert.equal((await days).status, 200);
  await shop.settled();
  assert.equal((await buyer.get(`/api/orders/${order}`)).body.status, 'confirmed');
  assert.deepEqual(await readiness('delivery'), [200, 200]);
});

test("another service's connections are cut and all are busy, and orders are confirmed all the same", async () => {
  const buyer = await shop.customer(100_000);
  for (const fault of ['connections_cut', 'pool_full']) {
    const body = { fault, service: 'payment', scope: 'all', seconds: 60 };
    const { id } = await shop.must(201, shop.ask('POST', '/api/lab/faults', { as: shop.admin, body }));
    const order = await buyer.started([{ productId: cup, quantity: 1 }]);
    await until(async () => ((await active(id))?.hits ?? 0) >= 2);
    await lab('stop', id);
    await shop.settled();
    assert.equal((await buyer.get(`/api/orders/${order}`)).body.status, 'confirmed');
  }
});

test('what hangs is not what one needs to stop it, and no process is killed that nobody starts anew', async () => {
  for (const wish of [
    { fault: 'service_hung', service: 'user' },
    { fault: 'service_hung', service: 'order' },
    { fault: 'service_killed', service: 'payment' },
  ]) {
    const body = { scope: 'all', seconds: 60, ...wish };
    await shop.must(422, shop.ask('POST', '/api/lab/faults', { as: shop.admin, body }));
  }
});
