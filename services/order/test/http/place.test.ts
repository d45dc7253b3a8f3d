import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { test } from 'node:test';
import { as } from '@sagashop/chassis/testing';
import { done, fault, refused } from '@sagashop/saga/message';
import { lineId } from '../../src/domain/line-ids.ts';
import { placeOrderSaga } from '../../src/sagas/place-order.ts';
import { orderService, tea } from '../order-world.ts';

const shop = await orderService();
const lines = [{ productId: tea.id, quantity: 2 }];

interface Placing {
  body?: unknown;
  user?: string;
  key?: string;
  headers?: Record<string, string>;
  app?: typeof shop.app;
}

async function place({
  body = { lines },
  user = randomUUID(),
  key = randomUUID(),
  headers = {},
  app = shop.app,
}: Placing = {}) {
  const usual = { 'content-type': 'application/json', prefer: 'wait=30' };
  const response = await app.inject({
    method: 'POST',
    url: '/api/orders',
    headers: { ...as(user), 'idempotency-key': key, ...usual, ...headers },
    payload: typeof body === 'string' ? body : JSON.stringify(body),
  });
  return {
    status: response.statusCode,
    body: response.json(),
    text: response.body,
    headers: response.headers,
  };
}

test('an order that gets all of it is answered 201, confirmed, with what was agreed', async () => {
  const user = randomUUID();
  const { status, body, headers } = await place({ user, headers: { 'accept-language': 'ru' } });
  assert.equal(status, 201);
  assert.equal(headers.location, `/api/orders/${body.id}`);
  assert.match(body.number, /^\d{6,}$/);
  assert.deepEqual(
    { ...body, id: 0, number: 0, createdAt: 0 },
    {
      id: 0,
      number: 0,
      createdAt: 0,
      userId: user,
      status: 'confirmed',
      money: 'paid',
      goods: 'none',
      return: 'none',
      lines: [
        {
          id: lineId(body.id, 0),
          productId: tea.id,
          name: 'Чайник',
          quantity: 2,
          price: { amount: 250, currency: 'RUB' },
          paid: { amount: 500, currency: 'RUB' },
          ...{ cancelled: 0, shipped: 0, returned: 0 },
        },
      ],
      total: { amount: 500, currency: 'RUB' },
      deliveryDate: '2099-01-01',
    },
  );
  const read = await shop.app.inject({ url: `/api/orders/${body.id}`, headers: as(user) });
  const { recipient: _, milestones: _when, withdrawable, ...whole } = read.json();
  const { refunds, shipments, returns, withdrawals, ...rest } = whole;
  assert.deepEqual([rest, refunds, shipments, returns, withdrawals], [body, [], [], [], []]);
  assert.equal(withdrawable, true, 'for a while');
  const saga = (await shop.app.inject({ url: `/api/orders/${body.id}/saga`, headers: as(user) })).json();
  assert.equal(saga.state, 'ended');
  assert.equal(saga.outcome, 'completed');
  assert.equal(saga.steps.length, placeOrderSaga.stages.flat().length);
  assert.equal(saga.steps[0].key, 'hold-money');
  for (const step of saga.steps) assert.ok(step.startedAt <= step.endedAt && step.attempts === 1, step.name);
});

test('an order that is refused is answered 409 when all is undone, and stays cancelled with its reason', async () => {
  const world = await orderService();
  world.answers['stock.reserve'] = () => refused('out_of_stock');
  const user = randomUUID();
  const { status, body } = await place({ user, app: world.app });
  assert.deepEqual([status, body.code], [409, 'out_of_stock']);
  const order = (await world.app.inject({ url: `/api/orders/${body.orderId}`, headers: as(user) })).json();
  assert.deepEqual([order.status, order.reason], ['cancelled', 'out_of_stock']);
  const types = world.sent.map((command) => command.type);
  for (const undo of ['payment.release', 'stock.release', 'delivery.cancel', 'notify.tell']) {
    assert.ok(types.includes(undo), undo);
  }
  assert.ok(!types.includes('payment.capture'));
});

test('an order that is out of stock says of what, and how many there were: at once, repeated, and in the order', async () => {
  const world = await orderService();
  const shortages = [{ productId: tea.id, requested: 2, available: 1 }];
  world.answers['stock.reserve'] = () => refused('out_of_stock', { products: [tea.id], shortages });
  const [user, key] = [randomUUID(), randomUUID()];
  const first = await place({ user, key, app: world.app });
  assert.deepEqual([first.status, first.body.code, first.body.shortages], [409, 'out_of_stock', shortages]);
  world.answers['stock.reserve'] = () => done();
  const again = await place({ user, key, app: world.app });
  assert.deepEqual([again.text, again.headers['idempotency-replayed']], [first.text, 'true']);
  const get = async (url: string) => (await world.app.inject({ url, headers: as(user) })).json();
  assert.deepEqual((await get(`/api/orders/${first.body.orderId}`)).shortages, shortages);
  assert.deepEqual((await get('/api/orders')).items[0].shortages, shortages);
  const cancelled = await world.app.inject({
    method: 'POST',
    url: `/api/orders/${first.body.orderId}/cancellation`,
    headers: as(user),
  });
  assert.deepEqual([cancelled.statusCode, cancelled.json().shortages], [200, shortages]);
});

test('a stock of an earlier release, which does not say how many there are, is understood', async () => {
  const world = await orderService();
  world.answers['stock.reserve'] = () => refused('out_of_stock', { products: [tea.id] });
  const user = randomUUID();
  const { body } = await place({ user, app: world.app });
  assert.deepEqual([body.code, 'shortages' in body], ['out_of_stock', false]);
  const url = `/api/orders/${body.orderId}`;
  const order = (await world.app.inject({ url, headers: as(user) })).json();
  assert.deepEqual([order.reason, 'shortages' in order], ['out_of_stock', false]);
});

test('what is not a valid order is refused by name, uses no key up, and leaves nothing', async () => {
  const key = randomUUID();
  const user = randomUUID();
  const line = (quantity: unknown) => ({ lines: [{ productId: tea.id, quantity }] });
  const cases: [unknown, number, string][] = [
    [{ lines: [{ productId: randomUUID(), quantity: 1 }] }, 422, 'unknown_product'],
    ...[0, -1, 1.5, 1e12, 'two', null].map((bad): [unknown, number, string] => [
      line(bad),
      422,
      'validation_failed',
    ]),
    [{ lines: [] }, 422, 'validation_failed'],
    [{}, 422, 'validation_failed'],
    [{ lines: Array(10_000).fill(lines[0]) }, 422, 'validation_failed'],
    [{ lines: [{ productId: 'no uuid', quantity: 1 }] }, 422, 'validation_failed'],
    [{ lines: Array(3).fill({ productId: tea.id, quantity: 5000 }) }, 422, 'validation_failed'],
    [{ lines, deliveryDate: '2020-01-01' }, 422, 'date_unavailable'],
    [{ lines, deliveryDate: new Date().toISOString().slice(0, 10) }, 422, 'date_unavailable'],
    [{ lines, deliveryDate: '2099-01-01' }, 422, 'date_unavailable'],
    [{ lines, deliveryDate: '2026-02-30' }, 422, 'validation_failed'],
    [{ lines, expectedTotal: { amount: 500, currency: 'EUR' } }, 422, 'wrong_currency'],
    [{ lines, coupon: 'x' }, 422, 'validation_failed'],
    ['null', 422, 'validation_failed'],
    ['{"lines":', 400, 'malformed_body'],
  ];
  for (const [body, status, code] of cases) {
    const answer = await place({ body, user, key });
    assert.deepEqual([answer.status, answer.body.code], [status, code], JSON.stringify(body).slice(0, 80));
  }
  assert.equal((await shop.app.inject({ url: '/api/orders', headers: as(user) })).json().items.length, 0);
  assert.equal((await place({ user, key })).status, 201);
});

test('an order needs a customer and a key', async () => {
  const anonymous = await shop.app.inject({ method: 'POST', url: '/api/orders', payload: { lines } });
  assert.deepEqual([anonymous.statusCode, anonymous.json().code], [401, 'not_signed_in']);
  const headers = as(randomUUID());
  const keyless = await shop.app.inject({ method: 'POST', url: '/api/orders', headers, payload: { lines } });
  assert.deepEqual([keyless.statusCode, keyless.json().code], [400, 'idempotency_key_missing']);
  assert.equal((await place({ key: 'x'.repeat(256) })).body.code, 'validation_failed');
  assert.equal((await place({ key: 'with space' })).body.code, 'validation_failed');
});

test('lines of one product are summed', async () => {
  const body = { lines: [...lines, { productId: tea.id.toUpperCase(), quantity: 3 }] };
  const order = (await place({ body })).body;
  assert.equal(order.lines.length, 1);
  assert.equal(order.lines[0].quantity, 5);
  assert.equal(order.total.amount, 1250);
});

test('nobody pays a price that they did not see', async () => {
  const user = randomUUID();
  const changed = await place({ user, body: { lines, expectedTotal: { amount: 499, currency: 'RUB' } } });
  assert.deepEqual([changed.status, changed.body.code], [409, 'price_changed']);
  assert.deepEqual(changed.body.total, { amount: 500, currency: 'RUB' });
  const order = await shop.app.inject({ url: `/api/orders/${changed.body.orderId}`, headers: as(user) });
  assert.deepEqual([order.json().status, order.json().reason], ['cancelled', 'price_changed']);
  assert.ok(!shop.sent.some((command) => command.order === changed.body.orderId), 'nothing may move');
  assert.equal((await place({ user, body: { lines, expectedTotal: { amount: 500 } } })).status, 201);
});

test('the same request again is answered the same, byte for byte; another body under its key is refused', async () => {
  const user = randomUUID();
  const key = randomUUID();
  const first = await place({ user, key });
  const again = await place({
    user,
    key,
    body: `{ "lines": [{ "quantity": 2, "productId": "${tea.id}" }] }`,
  });
  assert.equal(again.text, first.text);
  assert.equal(again.status, 201);
  assert.equal(again.headers['idempotency-replayed'], 'true');
  assert.equal(again.headers.location, first.headers.location);
  const other = await place({ user, key, body: { lines: [{ productId: tea.id, quantity: 3 }] } });
  assert.deepEqual([other.status, other.body.code], [422, 'idempotency_key_reused']);
  assert.notEqual((await place({ user: randomUUID(), key })).body.id, first.body.id);
  assert.equal((await place({ user, key: `"${key}"` })).text, first.text);
});

test('a key that is known keeps nobody else of its batch from ordering', async () => {
  const [user, key] = [randomUUID(), randomUUID()];
  const first = await place({ user, key });
  const [again, ...others] = await Promise.all([
    place({ user, key }),
    place({ user, key: randomUUID() }),
    place({ user: randomUUID(), key }),
  ]);
  assert.equal(again.text, first.text);
  assert.equal(again.headers['idempotency-replayed'], 'true');
  for (const other of others) assert.equal(other.status, 201);
  assert.equal(new Set([first, ...others].map(({ body }) => body.id)).size, 3);
});

test('a hundred copies at once make one order, and a copy of a running one is told where it is', async () => {
  const world = await orderService();
  const gate = Promise.withResolvers<void>();
  world.answers['payment.hold'] = async () => gate.promise.then(() => refused('insufficient_funds'));
  const user = randomUUID();
  const key = randomUUID();
  const copies = Array.from({ length: 100 }, () => place({ user, key, app: world.app }));
  const early = await Promise.race(copies);
  assert.deepEqual([early.status, early.body.code], [409, 'idempotency_in_progress']);
  assert.equal(early.headers.location, `/api/orders/${early.body.orderId}`);
  gate.resolve();
  const codes = (await Promise.all(copies)).map((copy) => copy.body.code);
  assert.deepEqual([...new Set(codes)].sort(), ['idempotency_in_progress', 'insufficient_funds']);
  const { items } = (await world.app.inject({ url: '/api/orders', headers: as(user) })).json();
  assert.equal(items.length, 1);
  assert.equal((await place({ user, key, app: world.app })).body.code, 'insufficient_funds');
});

test('a request that does not want to wait, or waits in vain, gets 202 and where to look', async () => {
  const world = await orderService();
  const gate = Promise.withResolvers<void>();
  world.answers['payment.hold'] = async () => gate.promise.then(() => refused('insufficient_funds'));
  for (const prefer of ['respond-async', 'wait=1']) {
    const { status, body, headers } = await place({ app: world.app, headers: { prefer } });
    assert.deepEqual([status, body.status], [202, 'pending']);
    assert.equal(headers.location, `/api/orders/${body.id}`);
  }
  gate.resolve();
});

test('a participant that breaks on a command does not break the order service', async () => {
  const world = await orderService(undefined, undefined, { ORDER_DEADLINE_MS: '300' });
  world.answers['payment.hold'] = () => fault('cannot');
  const { status, body } = await place({ app: world.app });
  assert.deepEqual([status, body.code], [409, 'timed_out']);
});
