import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { after, test } from 'node:test';
import { connect } from '@sagashop/chassis/postgres/connect';
import { as } from '@sagashop/chassis/testing';
import { fault } from '@sagashop/saga/message';
import { orderService, tea } from '../order-world.ts';

const shop = await orderService();
const sql = connect(shop.url, { name: 'test', max: 1 });
after(() => sql.end());
const clerk = randomUUID();
const rum = { id: randomUUID(), price: 333, name: { en: 'Rum', ru: 'Ром' } };
const gift = { id: randomUUID(), price: 0, name: { en: 'Gift', ru: 'Подарок' } };
shop.goods.push(rum, gift);

async function place(user: string, lines: object[] = [{ productId: tea.id, quantity: 3 }]) {
  const headers = { ...as(user), 'idempotency-key': randomUUID() };
  return (await shop.app.inject({ method: 'POST', url: '/api/orders', headers, payload: { lines } })).json();
}

interface Asking {
  user: string;
  key?: string | null;
  roles?: string[];
  prefer?: string;
}

async function cancel(order: string, payload: object, { user, key, roles = [], prefer }: Asking) {
  const headers = {
    ...as(user, { roles }),
    ...(key !== null && { 'idempotency-key': key ?? randomUUID() }),
    ...(prefer && { prefer }),
  };
  const url = `/api/orders/${order}/cancellation`;
  const answer = await shop.app.inject({ method: 'POST', url, headers, payload });
  const { statusCode: status, headers: replied } = answer;
  return { status, body: answer.json(), text: answer.body, replayed: replied['idempotency-replayed'] };
}

const read = async (order: string, user: string) =>
  (await shop.app.inject({ url: `/api/orders/${order}`, headers: as(user) })).json();

const sentFor = (order: string, type: string) =>
  shop.sent.filter((command) => command.order === order && command.type === type).map(({ body }) => body);

test('pieces are cancelled with what was paid for them; money, goods and customer follow, and the rest stands', async () => {
  const user = randomUUID();
  const order = await place(user, [
    { productId: rum.id, quantity: 3 },
    { productId: tea.id, quantity: 1 },
  ]);
  const [line] = order.lines;
  const lines = [{ lineId: line.id, quantity: 2 }];
  const { status, body } = await cancel(order.id, { lines, reason: 'Too many' }, { user });
  assert.equal(status, 200, JSON.stringify(body));
  assert.deepEqual([body.status, body.money, body.goods], ['confirmed', 'partly_refunded', 'none']);
  assert.deepEqual(
    body.lines.map((each: { cancelled: number }) => each.cancelled),
    [2, 0],
  );
  const seen = await read(order.id, user);
  const [refund] = seen.refunds;
  assert.deepEqual([refund.kind, refund.state, refund.amount.amount], ['cancelled', 'settled', 666]);
  const cause = refund.id;
  assert.deepEqual(sentFor(order.id, 'payment.refund_part'), [{ cause, amount: 666 }]);
  assert.deepEqual(sentFor(order.id, 'stock.return_part'), [
    { cause, lines: [{ product: rum.id, quantity: 2 }] },
  ]);
  const [told] = sentFor(order.id, 'notify.tell_pieces') as Record<string, unknown>[];
  assert.deepEqual([told!['cause'], told!['amount']], [cause, 666]);
  assert.deepEqual(sentFor(order.id, 'delivery.cancel'), []);

  const rest = order.lines.map(({ id }: { id: string }) => ({ lineId: id, quantity: 1 }));
  const whole = await cancel(order.id, { lines: rest }, { user });
  assert.deepEqual([whole.status, whole.body.status, whole.body.money], [200, 'cancelled', 'refunded']);
  assert.equal(whole.body.reason, 'cancelled_by_customer');
  assert.deepEqual(sentFor(order.id, 'payment.refund'), [{}]);
  assert.deepEqual(sentFor(order.id, 'delivery.cancel'), [{}]);
  assert.deepEqual(
    (await read(order.id, user)).refunds.map((each: { amount: { amount: number } }) => each.amount.amount),
    [666, 583],
  );
});

test('the last piece takes the rest, whatever went back before', async () => {
  const user = randomUUID();
  const order = await place(user, [
    { productId: rum.id, quantity: 3 },
    { productId: tea.id, quantity: 1 },
  ]);
  const [line] = order.lines;
  const headers = { ...as(clerk, { roles: ['clerk'] }), 'idempotency-key': randomUUID() };
  const url = `/api/orders/${order.id}/refunds`;
  const give = (payload: object) => shop.app.inject({ method: 'POST', url, headers, payload });
  const goodwill = { lines: [{ lineId: line.id, quantity: 1 }], reason: 'A scratch' };
  assert.equal((await give(goodwill)).statusCode, 201);
  const all = await cancel(order.id, { lines: [{ lineId: line.id, quantity: 3 }] }, { user });
  assert.equal(all.status, 200, all.text);
  assert.deepEqual(
    (await read(order.id, user)).refunds.map((each: { amount: { amount: number } }) => each.amount.amount),
    [333, 666],
    'the piece that was given back before is not given back again',
  );
});

test('pieces that have cost nothing are cancelled without a refund', async () => {
  const user = randomUUID();
  const order = await place(user, [
    { productId: gift.id, quantity: 2 },
    { productId: tea.id, quantity: 1 },
  ]);
  const { status, body } = await cancel(
    order.id,
    { lines: [{ lineId: order.lines[0].id, quantity: 1 }] },
    { user },
  );
  assert.deepEqual([status, body.money, body.lines[0].cancelled], [200, 'paid', 1]);
  assert.deepEqual((await read(order.id, user)).refunds, []);
});

test('what makes no sense is refused by name, and nothing is cancelled', async () => {
  const user = randomUUID();
  const [order, other] = [await place(user), await place(user)];
  const lineId = order.lines[0].id;
  const bad: [object, number, string][] = [
    [{ lines: [] }, 422, 'validation_failed'],
    [{ lines: [{ lineId, quantity: 0 }] }, 422, 'validation_failed'],
    [{ lines: [{ lineId, quantity: -1 }] }, 422, 'validation_failed'],
    [{ lines: [{ lineId, quantity: 1.5 }] }, 422, 'validation_failed'],
    [{ lines: { lineId, quantity: 1 } }, 422, 'validation_failed'],
    [{ lines: [{ lineId: 'nonsense', quantity: 1 }] }, 422, 'validation_failed'],
    [{ lines: [{ lineId: other.lines[0].id, quantity: 1 }] }, 422, 'validation_failed'],
    [{ lines: [{ lineId, quantity: 1, price: 1 }] }, 422, 'validation_failed'],
    [{ lines: [{ lineId, quantity: 4 }] }, 409, 'not_cancellable'],
    [{ lines: [1, 2].map(() => ({ lineId, quantity: 2 })) }, 409, 'not_cancellable'],
    [{ lines: [{ lineId, quantity: 1 }], was: { refunded: 7 } }, 409, 'edit_conflict'],
  ];
  for (const [payload, status, code] of bad) {
    const answer = await cancel(order.id, payload, { user });
    assert.deepEqual([answer.status, answer.body.code], [status, code], JSON.stringify(payload));
  }
  const lines = [{ lineId, quantity: 1 }];
  const without = await cancel(order.id, { lines }, { user, key: null });
  assert.deepEqual([without.status, without.body.code], [400, 'idempotency_key_missing']);
  const stranger = await cancel(order.id, { lines }, { user: randomUUID() });
  assert.deepEqual([stranger.status, stranger.body.code], [404, 'not_found']);
  const packer = await cancel(order.id, { lines }, { user: randomUUID(), roles: ['packer'] });
  assert.equal(packer.status, 404);
  assert.deepEqual((await read(order.id, user)).lines[0].cancelled, 0);
});

test('a part of an order that is pending, or cancelled, is not cancelled', async () => {
  const user = randomUUID();
  const { promise, resolve } = Promise.withResolvers<void>();
  shop.answers['payment.hold'] = async () => {
    await promise;
    return { kind: 'done' };
  };
  const headers = { ...as(user), 'idempotency-key': randomUUID(), prefer: 'respond-async' };
  const payload = { lines: [{ productId: tea.id, quantity: 2 }] };
  const placed = await shop.app.inject({ method: 'POST', url: '/api/orders', headers, payload });
  delete shop.answers['payment.hold'];
  const order = placed.json();
  const lines = [{ lineId: order.lines[0].id, quantity: 1 }];
  const early = await cancel(order.id, { lines }, { user });
  assert.deepEqual([early.status, early.body.code], [409, 'not_cancellable']);
  resolve();
  const whole = await cancel(order.id, {}, { user });
  assert.equal(whole.body.status, 'cancelled');
  const late = await cancel(order.id, { lines }, { user });
  assert.deepEqual([late.status, late.body.code], [409, 'not_cancellable']);
});

test('asked again with its key it is answered alike and done once; two at once for the last piece: one', async () => {
  const user = randomUUID();
  const order = await place(user);
  const [{ id: lineId }] = order.lines;
  const key = randomUUID();
  const lines = [{ lineId, quantity: 1 }];
  const [first, second] = await Promise.all([1, 2].map(() => cancel(order.id, { lines }, { user, key })));
  assert.deepEqual([first!.status, second!.status], [200, 200]);
  const again = await cancel(order.id, { lines }, { user, key });
  assert.deepEqual([again.text, again.replayed], [first!.text, 'true']);
  const reused = await cancel(order.id, { lines: [{ lineId, quantity: 2 }] }, { user, key });
  assert.deepEqual([reused.status, reused.body.code], [422, 'idempotency_key_reused']);
  assert.equal(sentFor(order.id, 'stock.return_part').length, 1);

  const [last] = [{ lines: [{ lineId, quantity: 2 }] }];
  const both = await Promise.all([cancel(order.id, last!, { user }), cancel(order.id, last!, { user })]);
  // All that was left: the order is cancelled, and whoever came second finds it so or has nothing left to cancel.
  assert.ok(both.some(({ status }) => status === 200));
  assert.equal((await read(order.id, user)).status, 'cancelled');
  assert.equal(sentFor(order.id, 'payment.refund').length, 1);
});

test('asked again with its key, pieces that were all that was left are answered as at first', async () => {
  const user = randomUUID();
  const order = await place(user);
  const asked = { lines: [{ lineId: order.lines[0].id, quantity: 3 }] };
  const key = randomUUID();
  const first = await cancel(order.id, asked, { user, key, prefer: 'wait=30' });
  assert.deepEqual([first.status, first.body.status], [200, 'cancelled']);
  const again = await cancel(order.id, asked, { user, key, prefer: 'respond-async' });
  assert.deepEqual([again.status, again.text, again.replayed], [200, first.text, 'true']);
  const lines = [{ lineId: order.lines[0].id, quantity: 1 }];
  const other = await cancel(order.id, { lines }, { user, key });
  assert.deepEqual([other.status, other.body.code], [422, 'idempotency_key_reused']);
});

test('staff who cancel a part have it in the audit log; its customer has not', async () => {
  const user = randomUUID();
  const order = await place(user);
  const lines = [{ lineId: order.lines[0].id, quantity: 1 }];
  assert.equal((await cancel(order.id, { lines }, { user })).status, 200);
  const roles = ['clerk'];
  const staff = await cancel(order.id, { lines, reason: 'Broken' }, { user: clerk, roles });
  assert.equal(staff.status, 200, staff.text);
  const log = await sql`select * from audit_log where subject = ${`order:${order.id}`}`;
  assert.deepEqual(
    log.map((row) => [row['action'], row['actor'], row['before'], row['after'], row['reason']]),
    [['order.cancel-part', clerk, { refunded: 250 }, { refunded: 500 }, 'Broken']],
  );
});

test('a part waits for goods that do not come back yet, and the whole waits for the part', async () => {
  const user = randomUUID();
  const order = await place(user);
  const lines = [{ lineId: order.lines[0].id, quantity: 1 }];
  let broken = true;
  shop.answers['stock.return_part'] = () => (broken ? fault('broken') : { kind: 'done' });
  const answer = await cancel(order.id, { lines }, { user, prefer: 'wait=0' });
  assert.deepEqual([answer.status, answer.body.lines[0].cancelled], [202, 1]);
  const whole = await cancel(order.id, {}, { user, prefer: 'wait=0' });
  assert.equal(whole.status, 202);
  broken = false;
  delete shop.answers['stock.return_part'];
  assert.equal((await cancel(order.id, {}, { user })).body.status, 'cancelled');
  const amounts = (await read(order.id, user)).refunds.map(
    (each: { amount: { amount: number } }) => each.amount.amount,
  );
  assert.deepEqual(amounts, [250, 500]);
});
