import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { test } from 'node:test';
import { until } from '../../cli/test/scratch.ts';
import { placeOrderSaga } from '../../services/order/src/sagas/place-order.ts';
import { openTestShop, ordered } from './test-shop.ts';

const shop = await openTestShop();
const rub = (amount: number) => ({ amount, currency: 'RUB' });

/** Everything that an order could change and a refused one must leave as it was. */
async function world(products: string[], token: string) {
  const [account, dates, ...stocks] = await Promise.all([
    shop.ask('GET', '/api/account', { as: token }),
    shop.ask('GET', '/api/delivery/dates'),
    ...products.map((id) => shop.stock(id)),
  ]);
  return { account: account.body, dates: dates.body.items, stocks };
}

test('a person signs up, pays in, orders, and has exactly that', async () => {
  await shop.courier(5);
  const teapot = await shop.product(2500, 10);
  const cup = await shop.product(300, 10);
  const person = { username: 'Anna.K', password: 'long-and-odd-7', email: 'Anna@shop.test', language: 'ru' };
  const user = await shop.must(201, shop.ask('POST', '/api/users', { body: person }));
  assert.equal(user.isAdmin, false);
  const signIn = { username: 'anna.k', password: person.password };
  const { token } = await shop.must(201, shop.ask('POST', '/api/session', { body: signIn }));
  assert.deepEqual(await shop.must(200, shop.ask('GET', '/api/account', { as: token })), {
    available: rub(0),
    held: rub(0),
    balance: rub(0),
  });
  await shop.must(201, shop.ask('POST', '/api/account/deposits', { as: token, body: rub(10_000) }));
  const before = await world([teapot, cup], token);

  const lines = [
    { productId: teapot, quantity: 2 },
    { productId: cup, quantity: 6 },
  ];
  const order = await shop.must(201, ordered(shop.ask, token, { lines, expectedTotal: rub(6800) }));
  assert.equal(order.status, 'confirmed');
  assert.deepEqual(order.total, rub(6800));
  assert.equal(order.lines[0].name, 'Чайник');

  const after = await world([teapot, cup], token);
  assert.deepEqual(after.account, { available: rub(3200), held: rub(0), balance: rub(3200) });
  assert.deepEqual(
    after.stocks.map((stock) => [stock.onHand, stock.reserved, stock.available]),
    [
      [8, 0, 8],
      [4, 0, 4],
    ],
  );
  const free = (dates: { date: string; free: number }[]) =>
    dates.find((day) => day.date === order.deliveryDate)!.free;
  assert.equal(free(after.dates), free(before.dates) - 1);
  const { items: entries } = await shop.must(200, shop.ask('GET', '/api/account/entries', { as: token }));
  assert.deepEqual(
    entries.map((entry: { kind: string; amount: object; orderId?: string }) => [
      entry.kind,
      entry.amount,
      entry.orderId,
    ]),
    [
      ['capture', rub(-6800), order.id],
      ['deposit', rub(10_000), undefined],
    ],
  );
  const { items: messages } = await shop.must(
    200,
    shop.ask('GET', `/api/messages?orderId=${order.id}`, { as: token }),
  );
  assert.equal(messages.length, 1);
  assert.match(messages[0].message, new RegExp(`${order.number}.*`));
  assert.match(messages[0].message, /[а-я]/i);
  const saga = await shop.must(200, shop.ask('GET', `/api/orders/${order.id}/saga`, { as: token }));
  assert.equal(saga.state, 'ended');
  const steps = placeOrderSaga.stages.flat().map(({ say }) => say);
  assert.deepEqual(saga.steps.map(({ name }: { name: string }) => name).sort(), steps.sort());
  await shop.passes();
});

test('without enough money nothing is held anywhere', async () => {
  const teapot = await shop.product(2500, 10);
  const bob = await shop.customer();
  const before = await world([teapot], bob.token);
  const answer = await bob.order([{ productId: teapot, quantity: 1 }]);
  assert.deepEqual([answer.status, answer.body.code], [409, 'insufficient_funds']);
  assert.deepEqual(await world([teapot], bob.token), before);
  const order = (await bob.get(`/api/orders/${answer.body.orderId}`)).body;
  assert.deepEqual([order.status, order.reason], ['cancelled', 'insufficient_funds']);
  await shop.passes();
});

test('when there are fewer than asked for, of one product only, the money and the others are released', async () => {
  const [plenty, few] = [await shop.product(100, 100), await shop.product(100, 2)];
  const alice = await shop.customer(100_000);
  const before = await world([plenty, few], alice.token);
  const answer = await alice.order([
    { productId: plenty, quantity: 5 },
    { productId: few, quantity: 3 },
  ]);
  assert.deepEqual([answer.status, answer.body.code], [409, 'out_of_stock']);
  const shortages = [{ productId: few, requested: 3, available: 2 }];
  assert.deepEqual(answer.body.shortages, shortages);
  assert.deepEqual((await alice.get(`/api/orders/${answer.body.orderId}`)).body.shortages, shortages);
  assert.deepEqual(await world([plenty, few], alice.token), before);
  await shop.passes();
});

test('when no courier is free, goods and money are released', async () => {
  const other = await openTestShop();
  const teapot = await other.product(2500, 10);
  const alice = await other.customer(100_000);
  const none = await alice.order([{ productId: teapot, quantity: 1 }]);
  assert.deepEqual([none.status, none.body.code], [409, 'no_courier']);
  assert.deepEqual((await other.stock(teapot)).reserved, 0);
  assert.deepEqual((await alice.get('/api/account')).body.available, rub(100_000));

  await other.courier(1);
  const { items } = (await other.ask('GET', '/api/delivery/dates')).body;
  assert.equal(items.length, 14);
  const deliveryDate = items[3].date;
  const first = await alice.order([{ productId: teapot, quantity: 1 }], { deliveryDate });
  assert.equal(first.status, 201);
  assert.equal(first.body.deliveryDate, deliveryDate);
  assert.equal(
    (await alice.order([{ productId: teapot, quantity: 1 }], { deliveryDate })).body.code,
    'no_courier',
  );
  assert.equal((await alice.order([{ productId: teapot, quantity: 1 }])).body.deliveryDate, items[0].date);
  assert.ok((await other.audit()).ok);
});

test('a hundred buyers of the last ten: exactly ten get one', async () => {
  await shop.courier(1000);
  const last = await shop.product(100, 10);
  const buyers = await Promise.all(Array.from({ length: 20 }, () => shop.customer(100_000)));
  const answers = await Promise.all(
    buyers.flatMap((buyer) =>
      Array.from({ length: 5 }, () => buyer.order([{ productId: last, quantity: 1 }])),
    ),
  );
  const count = (status: number) => answers.filter((answer) => answer.status === status).length;
  assert.deepEqual([count(201), count(409)], [10, 90]);
  const stock = await shop.stock(last);
  assert.deepEqual([stock.onHand, stock.reserved], [0, 0]);
  await shop.passes();
});

test('a hundred orders at once on a balance that pays for twenty: exactly twenty', async () => {
  const teapot = await shop.product(100, 1000);
  const alice = await shop.customer(2000);
  const answers = await Promise.all(
    Array.from({ length: 100 }, () => alice.order([{ productId: teapot, quantity: 1 }])),
  );
  assert.equal(answers.filter((answer) => answer.status === 201).length, 20);
  assert.deepEqual((await alice.get('/api/account')).body, {
    available: rub(0),
    held: rub(0),
    balance: rub(0),
  });
  await shop.passes();
});

test('a repeated deposit pays in once', async () => {
  const alice = await shop.customer();
  const key = randomUUID();
  const deposit = (amount: number) =>
    shop.ask('POST', '/api/account/deposits', { as: alice.token, key, body: { amount } });
  const answers = await Promise.all(Array.from({ length: 20 }, () => deposit(500)));
  assert.deepEqual([...new Set(answers.map((answer) => answer.status))], [201]);
  assert.deepEqual((await alice.get('/api/account')).body.balance, rub(500));
  assert.equal((await deposit(600)).body.code, 'idempotency_key_reused');
});

test('signing out counts at once', async () => {
  const alice = await shop.customer(100);
  assert.equal((await alice.get('/api/session')).status, 200);
  assert.equal((await shop.ask('DELETE', '/api/session', { as: alice.token })).status, 204);
  for (const path of ['/api/session', '/api/account', '/api/orders', '/api/messages']) {
    const answer = await alice.get(path);
    assert.deepEqual([answer.status, answer.body.code], [401, 'not_signed_in'], path);
  }
});

test('availability follows the stock', async () => {
  const teapot = await shop.product(100, 6);
  const becomes = async (availability: string) => {
    await until(
      async () => (await shop.ask('GET', `/api/products/${teapot}`)).body.availability === availability,
    );
  };
  await becomes('in_stock');
  const alice = await shop.customer(10_000);
  assert.equal((await alice.order([{ productId: teapot, quantity: 2 }])).status, 201);
  await becomes('low');
  assert.equal((await alice.order([{ productId: teapot, quantity: 4 }])).status, 201);
  await becomes('out');
});
