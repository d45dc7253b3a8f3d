import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { test } from 'node:test';
import { as } from '@sagashop/chassis/testing';
import { refused } from '@sagashop/saga/message';
import type { ServerEvent } from '../event-source.ts';
import { gates, openShop, place, resumed, type Shop, watch } from '../events-world.ts';
import { participants } from '../order-world.ts';

const shop = await openShop();

/** What the order's own routes say of it. */
async function told({ app }: Shop, id: string, user: string) {
  const headers = as(user);
  const order = (await app.inject({ url: `/api/orders/${id}`, headers })).json();
  const read = (await app.inject({ url: `/api/orders/${id}/saga`, headers })).body;
  // The participants' own rows are asked for by whoever looks at them; the stream tells of the log.
  const saga = JSON.parse(read, (key, value) => (key === 'record' || key === 'usual' ? undefined : value));
  return { order, saga };
}

const has = (name: string, status: string) => (event: ServerEvent) =>
  event.data.saga.steps.some((step: ServerEvent['data']) => step.name === name && step.status === status);

test('an order is watched from its first step to its end, and each state is told once', async () => {
  const world = participants();
  const [held, reserved, captured] = gates(world, 'payment.hold', 'stock.reserve', 'payment.capture');
  const slow = await openShop(world);
  const user = randomUUID();
  const id = await place(slow, user);
  const { status, headers, next, until, rest } = await watch(slow, id, as(user));
  assert.deepEqual(
    [status, headers.get('content-type'), headers.get('cache-control')],
    [200, 'text/event-stream', 'no-store'],
  );
  const first = (await next())!;
  assert.deepEqual([first.event, first.data.order.id, first.data.order.status], ['order', id, 'pending']);
  held!();
  const holding = await until(has('reserve the goods', 'sent'));
  assert.equal(holding.data.order.status, 'pending');
  reserved!();
  const confirmed = await until((event) => event.data.order.status === 'confirmed');
  assert.deepEqual([confirmed.data.saga.state, confirmed.data.order.deliveryDate], ['running', '2099-01-01']);
  captured!();
  const last = await rest();
  const end = last.pop()!;
  const newest = last.at(-1)!;
  assert.deepEqual([end.event, end.data], ['end', {}]);
  assert.deepEqual([newest.event, newest.data], ['order', await told(slow, id, user)]);
  assert.equal(newest.data.saga.outcome, 'completed');
  const ids = [first, holding, confirmed, newest, end].map((event) => event.id);
  assert.equal(new Set(ids).size, ids.length);
});

test('who comes again hears of nothing twice', async () => {
  const world = participants();
  const [reserved] = gates(world, 'stock.reserve');
  const slow = await openShop(world);
  const user = randomUUID();
  const id = await place(slow, user);
  const before = await watch(slow, id, as(user));
  const seen = await before.until(has('reserve the goods', 'sent'));
  // The courier's answer may be saved half a second later.
  const settled = has('book a courier', 'done')(seen)
    ? seen
    : await before.until(has('book a courier', 'done'));
  before.close();
  const after = await watch(slow, id, resumed(user, settled.id));
  reserved!();
  const events = await after.rest();
  assert.ok(!events.some((event) => event.id === settled.id));
  assert.equal(events.at(-1)!.event, 'end');
});

test('an order that has ended is told with its end; who has seen both is told to stay away', async () => {
  const user = randomUUID();
  const id = await place(shop, user, {}, 'wait=30');
  const first = await (await watch(shop, id, as(user))).rest();
  const { id: last } = first.at(-2)!;
  const { id: end } = first.at(-1)!;
  assert.deepEqual(first.at(-2)!.data, await told(shop, id, user));
  const missed = await (await watch(shop, id, resumed(user, last))).rest();
  assert.deepEqual(
    missed.map(({ id, event }) => ({ id, event })),
    [{ id: end, event: 'end' }],
  );
  assert.equal((await watch(shop, id, resumed(user, end))).status, 204);
  const strange = await (await watch(shop, id, resumed(user, 'never heard of'))).rest();
  assert.deepEqual(
    strange.map(({ id }) => id),
    [last, end],
  );
});

test('an order that is refused tells why, and that all was undone', async () => {
  const world = participants();
  const shortages = [{ productId: randomUUID(), requested: 1, available: 0 }];
  const [reserved] = gates(world, 'stock.reserve');
  const answer = world.answers['stock.reserve']!;
  world.answers['stock.reserve'] = async (command) => {
    await answer(command);
    return refused('out_of_stock', { shortages });
  };
  const empty = await openShop(world);
  const user = randomUUID();
  const id = await place(empty, user);
  const stream = await watch(empty, id, as(user));
  reserved!();
  const { order, saga } = (await stream.rest()).at(-2)!.data;
  assert.deepEqual([order.status, order.reason, saga.outcome], ['cancelled', 'out_of_stock', 'refused']);
  assert.deepEqual(order.shortages, shortages);
  const undone = saga.steps.filter((step: { phase: string }) => step.phase === 'undo');
  assert.ok(undone.length >= 2 && undone.every((step: { status: string }) => step.status === 'done'));
});

test('an order that never had a saga ends at once', async () => {
  const user = randomUUID();
  const id = await place(shop, user, { expectedTotal: { amount: 1 } });
  const events = await (await watch(shop, id, as(user))).rest();
  assert.deepEqual(
    events.map(({ event }) => event),
    ['order', 'end'],
  );
  assert.deepEqual(events[0]!.data, await told(shop, id, user));
  assert.equal(events[0]!.data.order.reason, 'price_changed');
});

test('a confirmed order that is cancelled can be watched again until it is given back', async () => {
  const world = participants();
  const [refunded] = gates(world, 'payment.refund');
  const slow = await openShop(world);
  const user = randomUUID();
  const id = await place(slow, user, {}, 'wait=30');
  const { id: end } = (await (await watch(slow, id, as(user))).rest()).at(-1)!;
  const headers = { ...as(user), prefer: 'respond-async' };
  await slow.app.inject({ method: 'POST', url: `/api/orders/${id}/cancellation`, headers });
  const stream = await watch(slow, id, resumed(user, end));
  const withdrawn = await stream.until((event) => event.data.order?.status === 'cancelled');
  assert.deepEqual([withdrawn.data.saga.name, withdrawn.data.saga.state], ['cancel-order', 'running']);
  refunded!();
  const events = await stream.rest();
  assert.equal(events.at(-1)!.event, 'end');
  assert.deepEqual(events.at(-2)!.data, await told(slow, id, user));
});

test('it is for the owner and administrators; all else is refused before the stream begins', async () => {
  const [user, stranger] = [randomUUID(), randomUUID()];
  const id = await place(shop, user, {}, 'wait=30');
  const nobody = await watch(shop, id, {});
  assert.deepEqual([nobody.status, nobody.headers.get('content-type')], [401, 'application/problem+json']);
  for (const unseen of [id, randomUUID(), 'none', '%27;drop']) {
    const { status, headers } = await watch(shop, unseen, as(stranger));
    assert.deepEqual([status, headers.get('content-type')], [404, 'application/problem+json'], unseen);
  }
  assert.equal((await watch(shop, id.toUpperCase(), as(stranger, { roles: ['owner'] }))).status, 200);
  const head = await shop.app.inject({ method: 'HEAD', url: `/api/orders/${id}/events`, headers: as(user) });
  assert.deepEqual([head.statusCode, head.headers.allow], [405, 'GET']);
});
