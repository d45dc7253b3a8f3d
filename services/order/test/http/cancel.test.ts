import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { after, test } from 'node:test';
import { connect } from '@sagashop/chassis/postgres/connect';
import { as } from '@sagashop/chassis/testing';
import { done, refused } from '@sagashop/saga/message';
import { cancelOrderSaga } from '../../src/sagas/cancel-order.ts';
import { placeOrderSaga } from '../../src/sagas/place-order.ts';
import { orderService, participants, tea } from '../order-world.ts';

type App = Awaited<ReturnType<typeof orderService>>['app'];
interface Cancelling {
  user?: string;
  roles?: string[];
  key?: string;
  payload?: object | string;
  headers?: Record<string, string>;
}

const shop = await orderService();
const sql = connect(shop.url, { name: 'test', max: 1 });
after(() => sql.end());

async function place(user: string, app: App = shop.app, prefer = 'wait=5') {
  const response = await app.inject({
    method: 'POST',
    url: '/api/orders',
    headers: { ...as(user), 'idempotency-key': randomUUID(), prefer },
    payload: { lines: [{ productId: tea.id, quantity: 2 }] },
  });
  return { status: response.statusCode, body: response.json() };
}

async function cancel(id: string, options: Cancelling = {}, app: App = shop.app) {
  const { user, roles = [], key, payload, headers = {} } = options;
  const response = await app.inject({
    method: 'POST',
    url: `/api/orders/${id}/cancellation`,
    headers: { ...(user && as(user, { roles })), ...(key && { 'idempotency-key': key }), ...headers },
    ...(payload === undefined ? {} : { payload }),
  });
  return {
    status: response.statusCode,
    body: response.json(),
    text: response.body,
    headers: response.headers,
  };
}

const typesFor = (order: string, sent = shop.sent) =>
  sent.filter((command) => command.order === order).map((command) => command.type);

test('a confirmed order is cancelled by its customer: paid back, put back, freed and told', async () => {
  const user = randomUUID();
  const { body: order } = await place(user);
  const placed = typesFor(order.id).length;
  const { status, body } = await cancel(order.id, { user });
  assert.equal(status, 200);
  const lines = order.lines.map((line: object) => ({ ...line, cancelled: 2 }));
  const cancelled = { status: 'cancelled', reason: 'cancelled_by_customer', money: 'refunded', lines };
  assert.deepEqual(body, { ...order, ...cancelled });
  assert.deepEqual(typesFor(order.id).slice(placed).sort(), [
    'delivery.cancel',
    'notify.tell_refund',
    'payment.refund',
    'stock.return',
  ]);
  const read = await shop.app.inject({ url: `/api/orders/${order.id}`, headers: as(user) });
  const { recipient, milestones, refunds, ...more } = read.json();
  const { shipments, returns, withdrawals, withdrawable, ...rest } = more;
  assert.deepEqual([shipments, returns, withdrawals, withdrawable], [[], [], [], false]);
  assert.deepEqual([refunds.length, refunds[0].state, refunds[0].kind], [1, 'settled', 'cancelled']);
  assert.deepEqual(rest, body);
  assert.equal(recipient.email, 'someone@example.test');
  const { confirmedAt, paidAt, cancelledAt, refundedAt } = milestones;
  const times = [milestones.placedAt, confirmedAt, paidAt, cancelledAt, refundedAt];
  assert.deepEqual(times, times.toSorted());
  const again = await cancel(order.id, { user, payload: {} });
  assert.equal(again.text, JSON.stringify(body));
  assert.equal(again.status, 200);
  assert.equal(typesFor(order.id).length, placed + 4);
});

test('the timeline tells of both sagas, one after the other', async () => {
  const user = randomUUID();
  const { body: order } = await place(user);
  await cancel(order.id, { user });
  const { body: saga } = await shop.app
    .inject({ url: `/api/orders/${order.id}/saga`, headers: as(user) })
    .then((response) => ({ body: response.json() }));
  assert.deepEqual([saga.name, saga.state, saga.outcome], ['cancel-order', 'ended', 'completed']);
  const names = saga.steps.map((step: { saga: string; name: string }) => `${step.saga}: ${step.name}`);
  const steps = [placeOrderSaga, cancelOrderSaga].map(({ stages }) => stages.flat().length);
  assert.equal(names.length, steps[0]! + steps[1]!);
  assert.equal(names[0], 'place-order: hold the money');
  assert.equal(names[steps[0]!], 'cancel-order: withdraw the order');
  assert.equal(names.at(-1), 'cancel-order: tell the customer of it');
  for (const step of saga.steps) assert.ok(step.reply && step.startedAt <= step.endedAt, step.name);
});

test('an administrator cancels in the name of the shop, except for what they have bought themselves', async () => {
  const [user, admin] = [randomUUID(), randomUUID()];
  const [theirs, own] = [(await place(user)).body, (await place(admin)).body];
  assert.equal((await cancel(theirs.id, { user: admin, roles: ['owner'] })).body.reason, 'cancelled_by_shop');
  assert.equal(
    (await cancel(own.id, { user: admin, roles: ['owner'] })).body.reason,
    'cancelled_by_customer',
  );
  const log = await sql`select action, subject, before, after from audit_log where actor = ${admin}`;
  const changes = { before: { status: 'confirmed' }, after: { status: 'cancelled' } };
  assert.deepEqual([...log], [{ action: 'order.cancel', subject: `order:${theirs.id}`, ...changes }]);
});

test('who is nobody, and what is unknown, of another or no id at all, is refused', async () => {
  const { body: order } = await place(randomUUID());
  const placed = typesFor(order.id);
  assert.equal((await cancel(order.id)).status, 401);
  const user = randomUUID();
  const key = randomUUID();
  for (const id of [order.id, randomUUID(), 'none', '%27;drop']) {
    const { status, body } = await cancel(id, { user, key });
    assert.deepEqual([status, body.code], [404, 'not_found'], id);
  }
  const own = (await place(user)).body;
  const { status, body } = await cancel(own.id, { user, key });
  assert.deepEqual([status, body.status], [200, 'cancelled'], 'the refusals have not used the key up');
  assert.deepEqual(typesFor(order.id), placed);
});

test('the body is nothing, or says why', async () => {
  const user = randomUUID();
  const { body: order } = await place(user);
  const json = { 'content-type': 'application/json' };
  for (const [payload, code, status] of [
    [{ reasons: 'x' }, 'validation_failed', 422],
    ['[]', 'validation_failed', 422],
    ['"x"', 'validation_failed', 422],
    ['{', 'malformed_body', 400],
  ] as const) {
    const answer = await cancel(order.id, { user, payload, headers: json });
    assert.deepEqual([answer.status, answer.body.code], [status, code], JSON.stringify(payload));
  }
  const bad = await cancel(order.id, { user, key: 'with space' });
  assert.deepEqual([bad.status, bad.body.code], [422, 'validation_failed']);
  assert.equal((await cancel(order.id, { user, payload: '', headers: json })).status, 200);
});

test('the same request again is answered the same, byte for byte; for another order its key is refused', async () => {
  const user = randomUUID();
  const [one, other] = [(await place(user)).body, (await place(user)).body];
  const key = randomUUID();
  const first = await cancel(one.id, { user, key });
  assert.equal(first.headers['idempotency-replayed'], undefined);
  for (const payload of [undefined, {}]) {
    const again = await cancel(one.id, { user, key: `"${key}"`, ...(payload && { payload }) });
    assert.deepEqual([again.status, again.text], [200, first.text]);
    assert.equal(again.headers['idempotency-replayed'], 'true');
  }
  for (const id of [other.id, randomUUID()]) {
    const reused = await cancel(id, { user, key });
    assert.deepEqual([reused.status, reused.body.code], [422, 'idempotency_key_reused']);
  }
  assert.equal(
    (await shop.app.inject({ url: `/api/orders/${other.id}`, headers: as(user) })).json().status,
    'confirmed',
  );
});

test('an order that was refused for another reason stays as it is', async () => {
  const world = await orderService();
  world.answers['stock.reserve'] = () => refused('out_of_stock');
  const user = randomUUID();
  const { orderId } = (await place(user, world.app)).body;
  const { status, body } = await cancel(orderId, { user, headers: { prefer: 'respond-async' } }, world.app);
  assert.deepEqual([status, body.status, body.reason], [200, 'cancelled', 'out_of_stock']);
});

test('what is shipped is too late to be cancelled, and a key keeps that answer too', async () => {
  const user = randomUUID();
  const { body: order } = await place(user);
  const key = randomUUID();
  for (const state of ['shipped', 'delivered', 'returned']) {
    await sql`update orders set status = ${state} where id = ${order.id}`;
    const { status, body, headers } = await cancel(order.id, { user, key });
    assert.deepEqual([status, body.code, body.orderId], [409, 'not_cancellable', order.id]);
    assert.equal(headers['idempotency-replayed'], state === 'shipped' ? undefined : 'true');
  }
});

test('a pending order is marked, turned back at its pivot, and both requests are told', async () => {
  const world = participants();
  const gate = Promise.withResolvers<void>();
  const booking = Promise.withResolvers<void>();
  world.answers['delivery.book'] = async () => {
    booking.resolve();
    await gate.promise;
    return done({ date: '2099-01-01', courier: 'c' });
  };
  const { app, sent } = await orderService(world);
  const user = randomUUID();
  const placing = place(user, app);
  await booking.promise;
  const { id } = (await app.inject({ url: '/api/orders', headers: as(user) })).json().items[0];
  const key = randomUUID();
  const early = await cancel(id, { user, key, headers: { prefer: 'respond-async' } }, app);
  assert.deepEqual(
    [early.status, early.body.status, early.headers.location],
    [202, 'pending', `/api/orders/${id}`],
  );
  const waiting = await cancel(id, { user, key }, app);
  assert.deepEqual([waiting.status, waiting.body.code], [409, 'idempotency_in_progress']);
  assert.deepEqual([waiting.headers.location, waiting.headers['retry-after']], [`/api/orders/${id}`, '1']);
  const cancelling = cancel(id, { user: randomUUID(), roles: ['owner'] }, app);
  gate.resolve();
  const [placed, cancelled] = await Promise.all([placing, cancelling]);
  assert.deepEqual([placed.status, placed.body.code], [409, 'cancelled_by_customer']);
  assert.deepEqual(
    [cancelled.status, cancelled.body.reason],
    [200, 'cancelled_by_customer'],
    'the first wish counts',
  );
  const replayed = await cancel(id, { user, key }, app);
  assert.deepEqual([replayed.status, replayed.text], [200, cancelled.text]);
  const types = typesFor(id, sent);
  assert.ok(types.includes('payment.release') && !types.includes('payment.refund'), types.join());
});
