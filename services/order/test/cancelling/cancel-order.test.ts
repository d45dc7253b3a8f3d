import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { after, test } from 'node:test';
import { connect } from '@sagashop/chassis/postgres/connect';
import type { Sql } from '@sagashop/chassis/postgres/sql';
import { as } from '@sagashop/chassis/testing';
import { newId } from '@sagashop/kernel/ids';
import { done, type Reply } from '@sagashop/saga/message';
import { inFlightOrders } from '../../src/running/in-flight-orders.ts';
import { placeOrderDecisions } from '../../src/running/place-order-decisions.ts';
import { hasInFlight } from '../../src/store/departing-users.ts';
import { orderService, participants, tea } from '../order-world.ts';

type Shop = Awaited<ReturnType<typeof orderService>>;
const forever = new Promise<never>(() => {});

function database(shop: Shop): Sql {
  const sql = connect(shop.url, { name: 'test', max: 1 });
  after(() => sql.end());
  return sql;
}

async function place({ app }: Shop, user: string) {
  const headers = { ...as(user), 'idempotency-key': randomUUID() };
  const payload = { lines: [{ productId: tea.id, quantity: 2 }] };
  return (await app.inject({ method: 'POST', url: '/api/orders', headers, payload })).json();
}

async function cancel({ app }: Shop, id: string, user: string, prefer = 'wait=20') {
  const headers = { ...as(user), prefer };
  const response = await app.inject({ method: 'POST', url: `/api/orders/${id}/cancellation`, headers });
  return { status: response.statusCode, body: response.json() };
}

const counts = (sent: { type: string }[]) => (type: string) =>
  sent.filter((command) => command.type === type).length;

/** An order that is confirmed while its capture has no answer: its place-order cannot end. */
async function confirmedOnly(user: string) {
  const world = participants();
  const capture = Promise.withResolvers<Reply>();
  world.answers['payment.capture'] = () => capture.promise;
  const shop = await orderService(world);
  const order = await place(shop, user);
  assert.equal(order.status, 'confirmed');
  return { shop, order, world, capture };
}

test('a wish that comes between confirmation and end is kept, and begins when place-order has ended', async () => {
  const user = randomUUID();
  const { shop, order, world, capture } = await confirmedOnly(user);
  const early = await cancel(shop, order.id, user, 'respond-async');
  assert.deepEqual([early.status, early.body.status], [202, 'confirmed']);
  const waiting = cancel(shop, order.id, user);
  assert.equal(counts(world.sent)('payment.refund'), 0);
  capture.resolve(done());
  const { status, body } = await waiting;
  assert.deepEqual([status, body.reason], [200, 'cancelled_by_customer']);
  assert.equal(counts(world.sent)('payment.refund'), 1);
});

test('a kept wish outlives its process: the next one ends the order and then cancels it', async () => {
  const user = randomUUID();
  const { shop, order } = await confirmedOnly(user);
  assert.equal((await cancel(shop, order.id, user, 'respond-async')).status, 202);
  await shop.stop();
  const next = await orderService(participants(), shop.url);
  // Nobody asks again: the wish is found by itself.
  for (;;) {
    const read = await next.app.inject({ url: `/api/orders/${order.id}/saga`, headers: as(user) });
    const { name, state } = read.json();
    if (name === 'cancel-order' && state === 'ended') break;
    await new Promise(setImmediate);
  }
  assert.equal(counts(next.sent)('payment.capture'), 1);
  assert.equal(counts(next.sent)('payment.refund'), 1);
  const [row] = await database(shop)`select status, reason, cancel_asked from orders where id = ${order.id}`;
  assert.deepEqual({ ...row }, { status: 'cancelled', reason: 'cancelled_by_customer', cancelAsked: null });
});

test('a cancellation whose process died goes on in the next one, also long after its deadline', async () => {
  const user = randomUUID();
  const world = participants();
  world.answers['payment.refund'] = () => forever;
  const shop = await orderService(world);
  const sql = database(shop);
  const [withdrawn, written] = [await place(shop, user), await place(shop, user)];
  assert.equal((await cancel(shop, withdrawn.id, user, 'wait=1')).body.status, 'cancelled');
  await shop.stop();
  // As a crash right behind the first COMMIT leaves it: the wish and the saga are written, nothing is decided.
  await sql`update orders set cancel_asked = 'cancelled_by_shop' where id = ${written.id}`;
  await sql`
    insert into sagas (order_id, id, definition, definition_version, owner, state, data, deadline)
    select ${written.id}, ${newId()}, definition, definition_version, 0, 'running',
      jsonb_build_object('going', 'forward', 'stage', 0, 'lines', jsonb_build_array(),
        'data', data::jsonb -> 'data' || '{"reason": "cancelled_by_shop"}')::text,
      now()
    from sagas where order_id = ${withdrawn.id} and definition = 'cancel-order'`;
  await sql`update sagas set deadline = now() - interval '1 hour'`;
  const next = await orderService(participants(), shop.url);
  for (const [order, reason] of [
    [withdrawn, 'cancelled_by_customer'],
    [written, 'cancelled_by_shop'],
  ]) {
    const { status, body } = await cancel(next, order.id, user);
    assert.deepEqual([status, body.status, body.reason], [200, 'cancelled', reason]);
  }
  assert.equal(counts(next.sent)('payment.refund'), 2);
  assert.equal(counts(next.sent)('notify.tell_refund'), 2);
});

test('cancelled is told a second after it was decided, though the money takes longer', async () => {
  const user = randomUUID();
  const world = participants();
  const refund = Promise.withResolvers<Reply>();
  world.answers['payment.refund'] = () => refund.promise;
  const shop = await orderService(world);
  const order = await place(shop, user);
  const { status, body } = await cancel(shop, order.id, user);
  assert.deepEqual([status, body.status], [200, 'cancelled']);
  const leaving = { user, run: newId() } as never;
  assert.deepEqual(await shop.service.calls['close-user']!(leaving), { refused: 'orders_in_flight' });
  refund.resolve(done());
  assert.equal((await cancel(shop, order.id, user)).status, 200);
});

test('who has an order to be cancelled stays, though no saga of it is under way', async () => {
  const user = randomUUID();
  const { shop, order } = await confirmedOnly(user);
  const sql = database(shop);
  await cancel(shop, order.id, user, 'respond-async');
  await shop.stop();
  await sql`update sagas set ended_at = now(), state = 'ended' where order_id = ${order.id}`;
  assert.equal(await hasInFlight(sql, user), true);
  await sql`update orders set cancel_asked = null where id = ${order.id}`;
  assert.equal(await hasInFlight(sql, user), false);
});

test('who leaves cancels nothing more, but the shop still may', async () => {
  const user = randomUUID();
  const shop = await orderService();
  const order = await place(shop, user);
  assert.deepEqual(await shop.service.calls['close-user']!({ user, run: newId() } as never), {
    refused: null,
  });
  const late = await cancel(shop, order.id, user);
  assert.deepEqual([late.status, late.body.code], [401, 'not_signed_in']);
  const url = `/api/orders/${order.id}/cancellation`;
  const headers = as(randomUUID(), { roles: ['owner'] });
  assert.equal((await shop.app.inject({ method: 'POST', url, headers })).json().reason, 'cancelled_by_shop');
});

test('many wishes for one order in two processes come to one cancellation', async () => {
  const world = participants();
  const one = await orderService(world);
  const other = await orderService(world, one.url);
  const user = randomUUID();
  for (let round = 0; round < 5; round += 1) {
    const order = await place(one, user);
    const answers = await Promise.all(
      Array.from({ length: 20 }, (_, at) => cancel(at % 2 ? one : other, order.id, user)),
    );
    assert.deepEqual([...new Set(answers.map(({ status }) => status))], [200]);
    assert.equal(new Set(answers.map(({ body }) => JSON.stringify(body))).size, 1);
    const mine = world.sent.filter((command) => command.order === order.id);
    assert.equal(counts(mine)('payment.refund'), 1);
  }
});

test('a confirmation that is decided again, since its COMMIT was not answered, stays one though a wish came', async () => {
  const user = randomUUID();
  const { shop, order } = await confirmedOnly(user);
  await cancel(shop, order.id, user, 'respond-async');
  const sql = database(shop);
  const { confirm } = placeOrderDecisions(inFlightOrders(), 'RUB');
  const item = { saga: newId(), order: order.id, data: {}, reason: undefined };
  assert.deepEqual(await sql.begin((tx) => confirm(tx, [item], () => {})), [done()]);
});
