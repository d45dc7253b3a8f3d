import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { test } from 'node:test';
import { openEvents } from '../../services/order/test/event-source.ts';
import { openTestShop } from './test-shop.ts';

// On a machine that has much else to do, no order is to run out of time.
const shop = await openTestShop({ ORDER_DEADLINE_MS: '300000', ORDER_STREAMS_PER_USER: '2' });
await shop.courier(10_000);
const lines = [{ productId: await shop.product(1_000, 100), quantity: 1 }];

type Customer = Awaited<ReturnType<typeof shop.customer>>;

const watch = (id: string, { token }: Pick<Customer, 'token'>, seen?: string) =>
  openEvents(`${shop.url}/api/orders/${id}/events`, {
    authorization: `Bearer ${token}`,
    ...(seen && { 'last-event-id': seen }),
  });

/** What the stream tells of sagas: their log, and not the participants' rows, which are asked for. */
const withoutRecords = (saga: unknown) =>
  JSON.parse(JSON.stringify(saga, (key, value) => (key === 'record' || key === 'usual' ? undefined : value)));

test('an order is watched until it is confirmed and all is done, and then no more', async () => {
  const alice = await shop.customer(5_000);
  const id = await alice.started(lines);
  const stream = await watch(id, alice);
  assert.deepEqual(
    ['content-type', 'cache-control', 'x-content-type-options'].map((name) => stream.headers.get(name)),
    ['text/event-stream', 'no-store', 'nosniff'],
  );
  const events = await stream.rest();
  const [last, end] = events.slice(-2);
  assert.equal(end!.event, 'end');
  assert.deepEqual(last!.data, {
    order: (await alice.get(`/api/orders/${id}`)).body,
    saga: withoutRecords((await alice.get(`/api/orders/${id}/saga`)).body),
  });
  assert.deepEqual([last!.data.order.status, last!.data.saga.outcome], ['confirmed', 'completed']);
  assert.deepEqual(
    (await (await watch(id, alice, last!.id)).rest()).map(({ event }) => event),
    ['end'],
  );
  assert.equal((await watch(id, alice, end!.id)).status, 204);
});

test('an order that is refused tells why', async () => {
  const poor = await shop.customer();
  const events = await (await watch(await poor.started(lines), poor)).rest();
  const { order, saga } = events.at(-2)!.data;
  assert.deepEqual([order.status, order.reason], ['cancelled', 'insufficient_funds']);
  assert.deepEqual([saga.state, saga.outcome], ['ended', 'refused']);
});

test('an order is watched while it is cancelled', async () => {
  const alice = await shop.customer(5_000);
  const { id } = await shop.must(201, alice.order(lines));
  const end = (await (await watch(id, alice)).rest()).at(-1)!;
  const headers = { prefer: 'respond-async' };
  await shop.ask('POST', `/api/orders/${id}/cancellation`, { as: alice.token, headers });
  const events = await (await watch(id, alice, end.id)).rest();
  const { order, saga } = events.at(-2)!.data;
  assert.deepEqual([order.status, saga.name, saga.outcome], ['cancelled', 'cancel-order', 'completed']);
});

test('others, and nobody, are refused as everywhere', async () => {
  const [alice, bob] = [await shop.customer(5_000), await shop.customer()];
  const id = await alice.started(lines);
  const answers = await Promise.all([
    watch(id, bob),
    watch(randomUUID(), alice),
    watch('none', alice),
    watch(id, { token: 'x' }),
    watch(id, { token: shop.admin }),
  ]);
  assert.deepEqual(
    answers.map(({ status }) => status),
    [404, 404, 404, 401, 200],
  );
  assert.equal(answers[0]!.headers.get('content-type'), 'application/problem+json');
});
