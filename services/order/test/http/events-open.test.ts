import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { test } from 'node:test';
import { connect } from '@sagashop/chassis/postgres/connect';
import { as } from '@sagashop/chassis/testing';
import { gates, openShop, place, resumed, type Shop, watch } from '../events-world.ts';
import { participants } from '../order-world.ts';

/** What a process counts under these names, at one moment; 0 for what it has not counted yet. */
async function counts({ metrics }: Shop, ...names: string[]): Promise<number[]> {
  const lines = (await metrics.registry.metrics()).split('\n');
  return names.map((name) =>
    Number(
      lines
        .find((line) => line.startsWith(name))
        ?.split(' ')
        .at(-1) ?? 0,
    ),
  );
}

const opened = async (shop: Shop) => (await counts(shop, 'sagashop_order_streams'))[0];

const BATCH = '{service="order",batch="order.watched"}';

/** Resolves as soon as it is so. */
async function until(so: () => Promise<boolean>): Promise<void> {
  while (!(await so())) await new Promise((resolve) => setTimeout(resolve, 5));
}

/** A shop whose orders stay pending until they are let go. */
async function slowShop(more: Record<string, string> = {}) {
  const world = participants();
  const [reserved] = gates(world, 'stock.reserve');
  return { ...(await openShop(world, undefined, more)), letGo: reserved! };
}

test('all that is watched is looked at with one query a tick', async () => {
  const shop = await slowShop();
  const users = Array.from({ length: 30 }, () => randomUUID());
  const ids = await Promise.all(users.map((user) => place(shop, user)));
  const streams = await Promise.all(ids.map((id, at) => watch(shop, id, as(users[at]!))));
  const again = await Promise.all(ids.map((id, at) => watch(shop, id, as(users[at]!))));
  const names = ['count', 'sum'].map((what) => `sagashop_batch_items_${what}${BATCH}`);
  const [batches = 0, looks = 0] = await counts(shop, ...names);
  let [later = 0, more = 0] = [batches, looks];
  await until(async () => {
    [later = 0, more = 0] = await counts(shop, ...names);
    return later >= batches + 3;
  });
  assert.equal((more - looks) / (later - batches), 30, 'each order once');
  shop.letGo();
  for (const stream of [...streams, ...again]) assert.equal((await stream.rest()).at(-1)!.event, 'end');
  await until(async () => (await opened(shop)) === 0);
});

test('there are so many streams for a user, and so many in all; who leaves makes room', async () => {
  const shop = await slowShop({ ORDER_STREAMS: '3', ORDER_STREAMS_PER_USER: '2' });
  const [alice, bob] = [randomUUID(), randomUUID()];
  const [hers, his] = [await place(shop, alice), await place(shop, bob)];
  const first = await watch(shop, hers, as(alice));
  await watch(shop, hers, as(alice));
  const third = await watch(shop, hers, as(alice));
  assert.deepEqual(
    [third.status, third.headers.get('content-type'), Number(third.headers.get('retry-after')) > 0],
    [503, 'application/problem+json', true],
  );
  assert.equal((await watch(shop, his, as(bob))).status, 200);
  assert.equal((await watch(shop, his, as(bob))).status, 503, 'all places are taken');
  assert.equal(await opened(shop), 3);
  first.close();
  await until(async () => (await opened(shop)) === 2);
  const refused = await watch(shop, randomUUID(), as(bob));
  assert.equal(refused.status, 404);
  assert.equal((await watch(shop, his, as(bob))).status, 200, 'a refusal takes no place');
  shop.letGo();
});

test('a process that stops ends its streams at once; another one goes on where they were', async () => {
  const first = await slowShop();
  const user = randomUUID();
  const id = await place(first, user);
  const stream = await watch(first, id, as(user));
  const { data, id: seen } = (await stream.next())!;
  assert.equal(data.order.status, 'pending');
  await first.app.close();
  const missed = await stream.rest();
  assert.ok(!missed.some(({ event }) => event === 'end'), 'the stream has ended, the order has not');
  const second = await openShop(participants(), first.url);
  const again = await watch(second, id, resumed(user, missed.at(-1)?.id ?? seen));
  await first.stop();
  const events = await again.rest();
  assert.ok(!events.some((event) => event.id === (missed.at(-1)?.id ?? seen)));
  assert.deepEqual([events.at(-2)!.data.order.status, events.at(-1)!.event], ['confirmed', 'end']);
});

test('an order that runs in one process is watched in another', async () => {
  const first = await slowShop();
  const second = await openShop(participants(), first.url);
  const user = randomUUID();
  const id = await place(first, user);
  const stream = await watch(second, id, as(user));
  assert.equal((await stream.next())!.data.order.status, 'pending');
  first.letGo();
  const events = await stream.rest();
  assert.deepEqual([events.at(-2)!.data.order.status, events.at(-1)!.event], ['confirmed', 'end']);
});

test('who goes away before the first word leaves nothing behind', async () => {
  const shop = await slowShop();
  const user = randomUUID();
  const id = await place(shop, user);
  // The test holds the lock for as long as its requests take.
  const settings = { idle_in_transaction_session_timeout: '0', transaction_timeout: '0' };
  const sql = connect(shop.url, { name: 'test', max: 1, settings });
  const abort = new AbortController();
  const asking = await sql.begin(async (tx) => {
    await tx`lock table order_lines in access exclusive mode`;
    const url = `${shop.origin}/api/orders/${id}/events`;
    const asked = fetch(url, { headers: as(user), signal: abort.signal }).catch(() => 'gone');
    await until(async () => (await opened(shop)) === 1);
    abort.abort();
    return { end: await asked };
  });
  assert.equal(asking.end, 'gone');
  await until(async () => (await opened(shop)) === 0);
  await sql.end();
  shop.letGo();
});

test('a stream outlives the connections to the database', async () => {
  const shop = await slowShop();
  const user = randomUUID();
  const id = await place(shop, user);
  const stream = await watch(shop, id, as(user));
  assert.equal((await stream.next())!.data.order.status, 'pending');
  const sql = connect(shop.url, { name: 'test', max: 1 });
  await sql`
    select pg_terminate_backend(pid) from pg_stat_activity
    where datname = current_database() and pid <> pg_backend_pid()`;
  await sql.end();
  shop.letGo();
  const events = await stream.rest();
  assert.deepEqual([events.at(-2)!.data.order.status, events.at(-1)!.event], ['confirmed', 'end']);
});
