import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { after, test } from 'node:test';
import { connect } from '@sagashop/chassis/postgres/connect';
import { sqlState } from '@sagashop/chassis/postgres/sql-state';
import { as } from '@sagashop/chassis/testing';
import { fault } from '@sagashop/saga/message';
import { orderService, tea } from '../order-world.ts';

const shop = await orderService();
const sql = connect(shop.url, { name: 'test', max: 1 });
after(() => sql.end());
const clerk = randomUUID();
const rum = { id: randomUUID(), price: 333, name: { en: 'Rum', ru: 'Ром' } };
shop.goods.push(rum);

async function place(user: string, lines = [{ productId: tea.id, quantity: 2 }]) {
  const headers = { ...as(user), 'idempotency-key': randomUUID() };
  const answer = await shop.app.inject({ method: 'POST', url: '/api/orders', headers, payload: { lines } });
  return answer.json();
}

interface Asking {
  key?: string | null;
  roles?: string[];
  prefer?: string;
}

async function refund(order: string, payload: object, { key, roles = ['clerk'], prefer }: Asking = {}) {
  const headers = {
    ...as(clerk, { roles }),
    ...(key !== null && { 'idempotency-key': key ?? randomUUID() }),
    ...(prefer && { prefer }),
  };
  const answer = await shop.app.inject({
    method: 'POST',
    url: `/api/orders/${order}/refunds`,
    headers,
    payload: { reason: 'A scratch', ...payload },
  });
  const { statusCode: status, headers: replied } = answer;
  return { status, body: answer.json(), text: answer.body, replayed: replied['idempotency-replayed'] };
}

async function cancel(order: string, user: string) {
  return shop.app.inject({ method: 'POST', url: `/api/orders/${order}/cancellation`, headers: as(user) });
}

async function read(order: string, user: string, roles: string[] = []) {
  return (await shop.app.inject({ url: `/api/orders/${order}`, headers: as(user, { roles }) })).json();
}

const sentFor = (order: string, type: string) =>
  shop.sent.filter((command) => command.order === order && command.type === type).map(({ body }) => body);

test('a refund goes back once for its cause, and order, lines and customer tell of it', async () => {
  const user = randomUUID();
  const order = await place(user);
  assert.equal(order.money, 'paid');
  assert.deepEqual(order.lines[0].paid, { amount: 500, currency: 'RUB' });
  const { status, body } = await refund(order.id, { amount: 200 });
  assert.equal(status, 201, JSON.stringify(body));
  const { id, createdAt, settledAt, ...rest } = body;
  assert.ok(createdAt <= settledAt);
  assert.deepEqual(rest, {
    amount: { amount: 200, currency: 'RUB' },
    state: 'settled',
    cause: id,
    kind: 'granted',
    reason: 'A scratch',
    by: clerk,
  });
  assert.deepEqual(sentFor(order.id, 'payment.refund_part'), [{ cause: id, amount: 200 }]);
  const [told] = sentFor(order.id, 'notify.tell_refund_part') as Record<string, unknown>[];
  assert.deepEqual([told!['cause'], told!['amount'], told!['total']], [id, 200, 500]);

  const seen = await read(order.id, user);
  assert.deepEqual([seen.status, seen.money], ['confirmed', 'partly_refunded']);
  const { reason: _, by: __, ...public_ } = body;
  assert.deepEqual(seen.refunds, [public_], 'what staff said is for staff');
  assert.deepEqual((await read(order.id, clerk, ['clerk'])).refunds[0].reason, 'A scratch');
  assert.equal((await refund(order.id, { amount: { amount: 300, currency: 'RUB' } })).status, 201);
  assert.equal((await read(order.id, user)).money, 'refunded');
  const log = await sql`select * from audit_log where subject = ${`order:${order.id}`} order by at, id`;
  assert.deepEqual(
    log.map((row) => [row['action'], row['actor'], row['before'], row['after'], row['reason']]),
    [
      ['order.refund', clerk, { refunded: 0 }, { refunded: 200 }, 'A scratch'],
      ['order.refund', clerk, { refunded: 200 }, { refunded: 500 }, 'A scratch'],
    ],
  );
  assert.equal(log[0]!['id'], id);
  const saga = await shop.app.inject({ url: `/api/orders/${order.id}/saga`, headers: as(user) });
  assert.equal(saga.json().name, 'place-order');
  assert.deepEqual(
    saga.json().sagas.map((each: { definition: string }) => each.definition),
    ['place-order', 'refund-order', 'refund-order'],
  );
});

test('pieces go back at what they have cost, and the pieces of a line add up to it', async () => {
  const order = await place(randomUUID(), [
    { productId: rum.id, quantity: 3 },
    { productId: tea.id, quantity: 1 },
  ]);
  const lineId = order.lines[0].id;
  const one = await refund(order.id, { lines: [{ lineId, quantity: 1 }] });
  assert.equal(one.body.amount.amount, 333);
  assert.deepEqual(one.body.lines, [{ lineId, quantity: 1, amount: { amount: 333, currency: 'RUB' } }]);
  const both = await refund(order.id, {
    lines: [
      { lineId, quantity: 1 },
      { lineId, quantity: 1 },
    ],
  });
  assert.equal(both.body.amount.amount, 666);
  const more = await refund(order.id, { lines: [{ lineId, quantity: 1 }] });
  assert.deepEqual([more.status, more.body.code, more.body.left.amount], [409, 'more_than_captured', 250]);
});

test('what makes no sense is refused by name, and nothing goes back', async () => {
  const [order, other] = [await place(randomUUID()), await place(randomUUID())];
  const lineId = order.lines[0].id;
  const bad: [object, number, string][] = [
    [{ amount: 0 }, 422, 'validation_failed'],
    [{ amount: -1 }, 422, 'validation_failed'],
    [{ amount: 1.5 }, 422, 'validation_failed'],
    [{}, 422, 'validation_failed'],
    [{ amount: 1, lines: [{ lineId, quantity: 1 }] }, 422, 'validation_failed'],
    [{ lines: [] }, 422, 'validation_failed'],
    [{ lines: [{ lineId: other.lines[0].id, quantity: 1 }] }, 422, 'validation_failed'],
    [{ lines: [{ lineId, quantity: 0 }] }, 422, 'validation_failed'],
    [{ lines: [{ lineId, quantity: 3 }] }, 409, 'more_than_captured'],
    [{ amount: 1, reason: '' }, 422, 'validation_failed'],
    [{ amount: { amount: 1, currency: 'EUR' } }, 422, 'wrong_currency'],
    [{ amount: 501 }, 409, 'more_than_captured'],
  ];
  for (const [payload, status, code] of bad) {
    const answer = await refund(order.id, payload);
    assert.deepEqual([answer.status, answer.body.code], [status, code], JSON.stringify(payload));
  }
  assert.equal((await refund(order.id, { amount: 1 }, { key: null })).body.code, 'idempotency_key_missing');
  assert.equal((await refund(order.id, { amount: 1 }, { roles: [] })).status, 403);
  assert.equal(
    (await refund(order.id, { amount: 1 }, { roles: ['packer'] })).body.permission,
    'orders.refund',
  );
  assert.equal((await refund(randomUUID(), { amount: 1 })).status, 404);
  assert.equal((await read(order.id, clerk, ['owner'])).money, 'paid');
});

test('an order that was never paid has nothing to give back', async () => {
  shop.answers['payment.hold'] = () => ({ kind: 'refused', code: 'insufficient_funds' });
  const { orderId } = await place(randomUUID());
  delete shop.answers['payment.hold'];
  assert.equal((await refund(orderId, { amount: 1 })).body.code, 'not_refundable');
  assert.equal((await read(orderId, clerk, ['clerk'])).money, 'none');
});

test('a key gives one refund and one answer, refusals too, also while the first is under way', async () => {
  const order = await place(randomUUID());
  const [first, second] = await Promise.all([
    refund(order.id, { amount: 100 }, { key: 'twice' }),
    refund(order.id, { amount: 100 }, { key: 'twice' }),
  ]);
  assert.deepEqual([first.status, first.text], [201, second.text]);
  const again = await refund(order.id, { amount: 100 }, { key: 'twice' });
  assert.deepEqual([again.text, again.replayed], [first.text, 'true']);
  assert.equal(
    (await refund(order.id, { amount: 99 }, { key: 'twice' })).body.code,
    'idempotency_key_reused',
  );
  const tooMuch = await refund(order.id, { amount: 401 }, { key: 'too-much' });
  assert.equal(tooMuch.body.code, 'more_than_captured');
  const refused = await refund(order.id, { amount: 401 }, { key: 'too-much' });
  assert.deepEqual([refused.text, refused.replayed], [tooMuch.text, 'true']);
  assert.equal((await read(order.id, clerk, ['clerk'])).refunds.length, 1);
});

test('of two refunds of the last kopeck at once one is granted', async () => {
  for (let round = 0; round < 8; round += 1) {
    const order = await place(randomUUID());
    const answers = await Promise.all([300, 300].map((amount) => refund(order.id, { amount })));
    assert.deepEqual(answers.map(({ status }) => status).sort(), [201, 409]);
    assert.equal(sentFor(order.id, 'payment.refund_part').length, 1);
  }
});

test('a cancellation gives back what is left, and beside it nothing is granted', async () => {
  const user = randomUUID();
  const order = await place(user);
  await refund(order.id, { amount: 200 });
  assert.equal((await cancel(order.id, user)).statusCode, 200);
  const [told] = sentFor(order.id, 'notify.tell_refund') as { total: number }[];
  assert.equal(told!.total, 300);
  const seen = await read(order.id, user);
  assert.deepEqual(
    seen.refunds.map((each: { amount: { amount: number }; kind: string }) => [each.kind, each.amount.amount]),
    [
      ['granted', 200],
      ['cancelled', 300],
    ],
  );
  const late = await refund(order.id, { amount: 1 });
  assert.deepEqual([late.body.code, late.body.left.amount], ['more_than_captured', 0]);

  const racing = await place(user);
  const [granted] = await Promise.all([refund(racing.id, { amount: 500 }), cancel(racing.id, user)]);
  const { refunds, status } = await read(racing.id, user);
  assert.equal(status, 'cancelled');
  const sum = refunds.reduce(
    (all: number, each: { amount: { amount: number } }) => all + each.amount.amount,
    0,
  );
  assert.equal(sum, 500, `one sum, and the refund was answered ${granted.status}`);
});

test('a refund whose money cannot go back yet is answered as requested, and goes on', async () => {
  const order = await place(randomUUID());
  shop.answers['payment.refund_part'] = () => fault('away');
  const { status, body } = await refund(order.id, { amount: 5 }, { key: 'slow', prefer: 'wait=0' });
  assert.deepEqual([status, body.state], [201, 'requested']);
  delete shop.answers['payment.refund_part'];
  for (let state = 'requested'; state !== 'settled'; )
    state = (await read(order.id, clerk, ['clerk'])).refunds[0].state;
  const again = await refund(order.id, { amount: 5 }, { key: 'slow' });
  assert.equal(again.body.state, 'requested', 'a key keeps its answer');
});

test('the database itself bounds what an order gives back', async () => {
  const order = await place(randomUUID());
  for (const refunded of [0, 501])
    await assert.rejects(
      sql`update orders set refunded = ${refunded} where id = ${order.id}`,
      (error) => sqlState(error) === '23514',
    );
});
