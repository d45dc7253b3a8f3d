import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { after, test } from 'node:test';
import { connect } from '@sagashop/chassis/postgres/connect';
import { as } from '@sagashop/chassis/testing';
import { refused } from '@sagashop/saga/message';
import { orderService, participants, tea } from '../order-world.ts';

const world = participants();
const shop = await orderService(world);
const sql = connect(shop.url, { name: 'test', max: 1 });
after(() => sql.end());

async function place(user: string, more: object = {}) {
  const response = await shop.app.inject({
    method: 'POST',
    url: '/api/orders',
    headers: { ...as(user), 'idempotency-key': randomUUID() },
    payload: { lines: [{ productId: tea.id, quantity: 1 }], ...more },
  });
  return { status: response.statusCode, body: response.json() };
}

const read = async (user: string, path: string, roles: string[] = []) =>
  (await shop.app.inject({ url: `/api/orders${path}`, headers: as(user, { roles }) })).json();

test('who reads an order is told who gets it, where, and when what happened; nobody else is', async () => {
  const user = randomUUID();
  const recipient = { name: 'Ivan Petrov', phone: '+7 495 123-45-67' };
  const { body: placed } = await place(user, { address: 'Elm Street 1', recipient });
  assert.deepEqual([placed.recipient, placed.address, placed.milestones], [undefined, undefined, undefined]);
  for (const seen of [
    await read(user, `/${placed.id}`),
    await read(randomUUID(), `/${placed.id}`, ['clerk']),
  ]) {
    const { milestones, refunds: _, shipments: __, returns: ___, ...more } = seen;
    const { withdrawals: ____, withdrawable, ...order } = more;
    assert.equal(withdrawable, true);
    const email = 'someone@example.test';
    assert.deepEqual(order, { ...placed, recipient: { ...recipient, email }, address: 'Elm Street 1' });
    assert.deepEqual(Object.keys(milestones).sort(), ['confirmedAt', 'paidAt', 'placedAt']);
    assert.equal(milestones.placedAt, placed.createdAt);
  }
  const tracked = await shop.app.inject({
    method: 'POST',
    url: '/api/orders/track',
    payload: { number: placed.number, email: 'someone@example.test' },
  });
  assert.deepEqual(Object.keys(tracked.json()).sort(), [
    ...['deliveryDate', 'lines', 'milestones', 'number', 'status', 'withdrawable'],
  ]);
});

test('an order without a word about its recipient goes to its customer', async () => {
  const user = randomUUID();
  const { body } = await place(user);
  const { recipient, address } = await read(user, `/${body.id}`);
  assert.deepEqual([recipient, address], [{ name: 'Some One', email: 'someone@example.test' }, undefined]);
});

test('an order that was turned down is cancelled from the moment that it was, with or without a saga', async () => {
  const user = randomUUID();
  world.answers['payment.hold'] = () => refused('insufficient_funds');
  const poor = await place(user);
  delete world.answers['payment.hold'];
  const changed = await place(user, { expectedTotal: { amount: 1, currency: 'RUB' } });
  for (const { body } of [poor, changed]) {
    const { milestones, createdAt } = await read(user, `/${body.orderId}`);
    assert.deepEqual(Object.keys(milestones).sort(), ['cancelledAt', 'placedAt']);
    assert.ok(milestones.cancelledAt >= createdAt);
  }
});

test('a recipient that is none is refused by name', async () => {
  for (const recipient of [{ phone: 'none' }, { name: '' }, { name: ' ' }, { email: 'a@b.test' }, 'Anna']) {
    const { status, body } = await place(randomUUID(), { recipient });
    assert.deepEqual([status, body.code], [422, 'validation_failed'], JSON.stringify(recipient));
  }
});

test('the release before empties a recipient without knowing of the telephone, and that goes too', async () => {
  const user = randomUUID();
  const { body } = await place(user, { recipient: { phone: '+7 495 123-45-67' } });
  await sql`update recipients set name = '', email = '', address = null where order_id = ${body.id}`;
  const [row] = await sql`select phone from recipients where order_id = ${body.id}`;
  assert.equal(row!['phone'], null);
  const { recipient, address } = await read(user, `/${body.id}`);
  assert.deepEqual([recipient, address], [undefined, undefined]);
});

test('orders are found by their ids, as many as a page shows and only one’s own', async () => {
  const [alice, bob] = [randomUUID(), randomUUID()];
  const [one, two, bobs] = [await place(alice), await place(alice), await place(bob)];
  await place(alice);
  const ids = [one, two, bobs].map(({ body }) => body.id);
  const found = await read(alice, `?ids=${ids}`);
  assert.deepEqual(
    found.items.map(({ id }: { id: string }) => id),
    [two.body.id, one.body.id],
  );
  for (const wrong of ['', 'none', `${ids[0]},`, Array(101).fill(ids[0]).join()])
    assert.equal((await read(alice, `?ids=${wrong}`)).code, 'validation_failed', wrong);
});
