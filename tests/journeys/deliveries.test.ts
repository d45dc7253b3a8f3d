import assert from 'node:assert/strict';
import { test } from 'node:test';
import { until } from '../../cli/test/scratch.ts';
import { openTestShop } from './test-shop.ts';

const shop = await openTestShop();
const [ann, bob] = [await shop.courier(10), await shop.courier(10)];
const teapot = await shop.product(100, 100);
const alice = await shop.customer(10_000);

const days = (await shop.ask('GET', '/api/delivery/dates')).body.items as { date: string }[];
const on = (n: number) => days[n]!.date;
const place = async () => {
  const answer = await alice.order([{ productId: teapot, quantity: 1 }], { deliveryDate: on(0) });
  assert.equal(answer.status, 201);
  return answer.body.id as string;
};
const assign = (order: string, body: object) =>
  shop.ask('POST', `/api/deliveries/${order}/assignment`, { as: shop.admin, body });
const dayOf = async (order: string) => (await alice.get(`/api/orders/${order}`)).body.deliveryDate;
const told = async (order: string) =>
  (await alice.get(`/api/messages?orderId=${order}`)).body.items as { kind: string; message: string }[];

test('an order’s delivery goes to another day: the order shows it, and its customer is told once', async () => {
  const order = await place();
  assert.equal((await assign(order, { date: on(3) })).status, 201);
  await until(async () => (await told(order)).length === 2);
  assert.equal(await dayOf(order), on(3));
  assert.deepEqual(
    (await told(order)).map(({ kind }) => kind),
    ['moved', 'confirmed'],
  );
  assert.match((await told(order))[0]!.message, /will be delivered on .+ instead/);
  await assign(order, { date: on(4) });
  await until(async () => (await told(order)).length === 3);
  assert.equal(await dayOf(order), on(4));
  await shop.settled();
});

test('another courier on the same day is nothing to be told of', async () => {
  const order = await place();
  const { body } = await assign(order, { courierId: ann });
  const other = await assign(order, { courierId: body.courierId === ann ? bob : ann });
  assert.equal(other.status, 201);
  const done = async () => {
    let found = 0;
    await shop.behind('order', async (tx) => {
      found = (await tx`select from delivery_moves where order_id = ${order} and done`).length;
    });
    return found === 1;
  };
  await until(done);
  assert.deepEqual(
    (await told(order)).map(({ kind }) => kind),
    ['confirmed'],
  );
});

test('a cancelled order’s delivery cannot be moved, and one that was moved gives its new place back', async () => {
  const order = await place();
  await assign(order, { courierId: ann, date: on(6) });
  const free = async () => (await shop.ask('GET', '/api/delivery/dates')).body.items[6].free;
  const before = await free();
  const cancel = { as: alice.token, headers: { prefer: 'wait=30' } };
  assert.equal((await shop.ask('POST', `/api/orders/${order}/cancellation`, cancel)).status, 200);
  await shop.settled();
  assert.equal(await free(), before + 1);
  const refused = await assign(order, { courierId: bob });
  assert.deepEqual([refused.status, refused.body.code], [409, 'not_booked']);
});
