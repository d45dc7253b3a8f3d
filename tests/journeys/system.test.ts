import assert from 'node:assert/strict';
import { test } from 'node:test';
import { openEvents } from '../../services/order/test/event-source.ts';
import { openTestShop } from './test-shop.ts';

const shop = await openTestShop();

const named = (figures: { services: { name: string }[] }, name: string): ReturnType<typeof JSON.parse> =>
  figures.services.find((one) => one.name === name)!;
const look = async () => shop.must(200, shop.ask('GET', '/api/system', { as: shop.admin }));
const follow = (as: string) => openEvents(`${shop.url}/api/system/events`, { authorization: `Bearer ${as}` });

test('every service is there with its process, what it was asked, and its database', async () => {
  const figures = await look();
  assert.deepEqual(
    figures.services.map(({ name }: { name: string }) => name),
    ['gateway', 'user', 'catalog', 'order', 'payment', 'stock', 'delivery', 'notify', 'audit'],
  );
  for (const { name, instances, state, requests, calls, queue, pool, database } of figures.services) {
    assert.equal(state, 'ready', name);
    assert.equal(instances.length, 1, name);
    const [{ id, version, ready, startedAt }] = instances;
    assert.ok(id && version && ready && Date.parse(startedAt) <= Date.now(), name);
    assert.ok(Number.isInteger(requests) && Number.isInteger(queue) && Array.isArray(calls), name);
    if (name === 'gateway' || name === 'audit') continue;
    assert.ok(database.bytes > 1_000_000, name);
    assert.ok(pool.max > 0, name);
  }
  assert.deepEqual(named(figures, 'stock').outbox, { events: 0, age: 0 });
  const toOthers = named(figures, 'order').calls.map(({ to }: { to: string }) => to);
  assert.deepEqual(toOthers, ['audit', 'catalog', 'delivery', 'notify', 'payment', 'stock', 'user']);
});

test('what is asked is counted, by whom it came and where it went, and rates follow', async () => {
  await shop.courier(100);
  const product = await shop.product(1_000, 100);
  const alice = await shop.customer(10_000);
  const before = await look();
  for (let n = 0; n < 20; n += 1) await shop.must(200, shop.ask('GET', '/api/categories'));
  await shop.must(201, alice.order([{ productId: product, quantity: 1 }]));
  const stream = await follow(shop.admin);
  const { data: after } = (await stream.until(({ data }) => named(data, 'catalog').requestsPerSecond > 0))!;
  const more = (name: string) => named(after, name).requests - named(before, name).requests;
  assert.ok(more('catalog') >= 21, 'twenty requests, and the prices of an order');
  assert.ok(more('payment') >= 2, 'a hold and a capture');
  assert.ok(named(after, 'order').requestsPerSecond > 0);
  const edge = named(after, 'order').calls.find(({ to }: { to: string }) => to === 'payment');
  assert.ok(edge.requestsPerSecond > 0 && edge.p99 > 0 && edge.errorsPerSecond === 0);
  const entered = named(after, 'gateway').calls.find(({ to }: { to: string }) => to === 'catalog');
  assert.ok(entered.requestsPerSecond > 0);
  const { p50, p90, p99 } = named(after, 'catalog');
  assert.ok(p50 > 0 && p50 <= p90 && p90 <= p99);
  assert.ok(named(after, 'catalog').bytesOut > 0);
  const batch = named(after, 'payment').batches.find(
    ({ name }: { name: string }) => name === 'payment.commands',
  );
  assert.ok(batch.size >= 1);
  stream.close();
});

test('all who watch are told of one collection', async () => {
  const [one, other] = await Promise.all([follow(shop.admin), follow(shop.admin)]);
  assert.deepEqual(
    ['content-type', 'cache-control', 'x-accel-buffering'].map((name) => one.headers.get(name)),
    ['text/event-stream', 'no-store', 'no'],
  );
  const next = async () => (await other.until(() => true)).data.at;
  const seen = new Set([await next(), await next(), await next()]);
  await one.until(({ data }) => seen.has(data.at));
  one.close();
  other.close();
});

test('customers and nobody are refused, and nonsense is too', async () => {
  const bob = await shop.customer();
  for (const path of ['/api/system', '/api/system/events']) {
    const refused = await bob.get(path);
    assert.deepEqual([refused.status, refused.body.permission], [403, 'system.read'], path);
    assert.equal((await shop.ask('GET', path)).status, 401, path);
  }
  for (const query of ['?at=%00', `?x=${'9'.repeat(5000)}`, '?%ff', '?seconds[]=1&seconds=-1']) {
    const { status } = await shop.ask('GET', `/api/system${query}`, { as: shop.admin });
    assert.ok(status === 200 || status === 422, `${status} ${query.slice(0, 20)}`);
  }
  assert.equal((await shop.ask('POST', '/api/system', { as: shop.admin, body: {} })).status, 405);
  const clerk = await shop.customer();
  await shop.must(
    200,
    shop.ask('PATCH', `/api/staff/${clerk.id}`, { as: shop.admin, body: { roles: ['clerk'] } }),
  );
  const many = await Promise.all([1, 2, 3, 4, 5].map(() => follow(clerk.token)));
  assert.deepEqual(many.map(({ status }) => status).sort(), [200, 200, 200, 200, 503]);
  for (const { close } of many) close();
});
