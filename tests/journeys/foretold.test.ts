import assert from 'node:assert/strict';
import { test } from 'node:test';
import { openTestShop } from './test-shop.ts';

type Json = ReturnType<typeof JSON.parse>;
const shop = await openTestShop();
await shop.courier(1000);
const [tea, rum] = [await shop.product(333, 1000), await shop.product(1000, 1000)];
const alice = await shop.customer(10_000_000);

/** What has been written about an order, in the words of what is foretold. */
async function written(id: string) {
  const found: Record<string, string[]> = {};
  const read = (service: string, what: string, query: string) =>
    shop.behind(service, async (tx) => {
      found[what] = (await tx.unsafe(query)).map((row) => Object.values(row).join(' '));
    });
  await Promise.all([
    read('payment', 'entries', `select account, user_id, kind, amount from entries where refunds = '${id}'`),
    read(
      'stock',
      'movements',
      `select product_id, quantity, reason from movements where cause = '${id}' and reason = 'returned'`,
    ),
    read('notify', 'messages', `select kind, language, message from messages where order_id = '${id}'`),
    read(
      'delivery',
      'freed',
      `select courier_id from bookings where order_id = '${id}' and state = 'cancelled'`,
    ),
  ]);
  return found;
}

const asked = (id: string, query: string) =>
  shop.ask('GET', `/api/orders/${id}/foretold?${query}`, { as: shop.admin });

/** What is foretold, in the words of what is written. */
function told({ entries, movements, messages, courier }: Json): Record<string, string[]> {
  return {
    entries: entries.map(
      (one: Json) => `${one.account} ${one.userId ?? ''} ${one.kind} ${one.amount.amount}`,
    ),
    movements: movements.map((one: Json) => `${one.productId} ${one.quantity} ${one.reason}`),
    messages: messages.map((one: Json) => `${one.kind} ${one.language} ${one.message}`),
    freed: courier ? [courier.id] : [],
  };
}

/** Does what was foretold, and compares. */
async function compare(id: string, query: string, act: () => Promise<unknown>): Promise<Json> {
  const foretold = await shop.must(200, asked(id, query));
  const before = await written(id);
  await act();
  await shop.settled();
  const after = await written(id);
  const fresh = Object.entries(after).map(([what, rows]): [string, string[]] => [
    what,
    rows.filter((row) => !before[what]!.includes(row)),
  ]);
  const sorted = (all: [string, string[]][]) =>
    Object.fromEntries(all.map(([what, rows]) => [what, rows.sort()]));
  assert.deepEqual(sorted(fresh), sorted(Object.entries(told(foretold))));
  return foretold;
}

const cancel = (id: string) => () =>
  shop.must(200, shop.ask('POST', `/api/orders/${id}/cancellation`, { as: shop.admin }));
const refund = (id: string, what: object) => () =>
  shop.must(
    201,
    shop.ask('POST', `/api/orders/${id}/refunds`, { as: shop.admin, body: { reason: 'A dent', ...what } }),
  );
const several = [
  { productId: tea, quantity: 3 },
  { productId: rum, quantity: 2 },
];

test('what is foretold of a confirmed order is what is written: a refund, its lines, and its end', async () => {
  const { id, lines } = (await alice.order(several)).body;
  const part = await compare(id, 'act=refund&amount=1', refund(id, { amount: 1 }));
  assert.equal(part.entries.length, 2);
  const lineId = lines[0].id;
  const pieces = [{ lineId, quantity: 2 }];
  const back = await compare(id, `act=refund&line=${lineId}:2`, refund(id, { lines: pieces }));
  assert.deepEqual(back.entries.map((one: Json) => one.amount.amount).sort(), [-666, 666]);
  const end = await compare(id, 'act=cancel', cancel(id));
  assert.equal(end.movements.length, 2);
  assert.equal(Math.abs(end.entries[0].amount.amount), 2999 - 667);
  assert.ok(end.courier);
});

test('of an order that gave back everything, or is cancelled, nothing more is foretold', async () => {
  const { id, total } = (await alice.order([{ productId: tea, quantity: 1 }])).body;
  await compare(id, `act=refund&amount=${total.amount}`, refund(id, { amount: total.amount }));
  const more = await asked(id, 'act=refund&amount=1');
  assert.deepEqual([more.status, more.body.code], [409, 'more_than_captured']);
  const end = await compare(id, 'act=cancel', cancel(id));
  assert.deepEqual(end.entries, []);
  const again = await compare(id, 'act=cancel', cancel(id));
  assert.deepEqual(again, { entries: [], movements: [], messages: [] });
});

test('what is foretold of an order on its way to its confirmation is what is written when it turns back', async () => {
  let [id, expected] = ['', [] as string[]];
  await shop.behind('stock', async (tx) => {
    await tx`select from goods where product_id = ${rum} for update`;
    id = await alice.started([{ productId: rum, quantity: 1 }]);
    const foretold = told(await shop.must(200, asked(id, 'act=cancel')));
    assert.deepEqual([foretold['entries'], foretold['movements']], [[], []]);
    assert.equal((await asked(id, 'act=refund&amount=1')).body.code, 'not_refundable');
    const headers = { prefer: 'respond-async' };
    await shop.must(202, shop.ask('POST', `/api/orders/${id}/cancellation`, { as: shop.admin, headers }));
    expected = foretold['messages']!;
  });
  await shop.settled();
  const { entries, movements, messages } = await written(id);
  assert.deepEqual([entries, movements, messages], [[], [], expected]);
});

test('a delivery that was moved frees whom it was moved to, and the timeline tells all that each service knows', async () => {
  const { id } = (await alice.order(several)).body;
  const other = await shop.courier(1000);
  const move = { as: shop.admin, body: { courierId: other } };
  await shop.must(201, shop.ask('POST', `/api/deliveries/${id}/assignment`, move));
  await compare(id, 'act=refund&amount=5', refund(id, { amount: 5 }));
  const end = await compare(id, 'act=cancel', cancel(id));
  assert.equal(end.courier.id, other);
  const { items, missing } = await shop.must(
    200,
    shop.ask('GET', `/api/orders/${id}/timeline`, { as: shop.admin }),
  );
  assert.deepEqual(missing, []);
  const all = (kind: string) => items.filter((one: Json) => one.kind === kind);
  const back = all('money.refunded').map((one: Json) => one.data.entries[0].amount.amount);
  assert.deepEqual(back, [5, 2999 - 5]);
  assert.deepEqual(all('money.refunded')[1].data.cause, id);
  assert.equal(all('money.captured')[0].data.entries.length, 2);
  assert.deepEqual(
    all('goods.taken')[0].data.lines.map((one: Json) => one.quantity),
    [-3, -2],
  );
  assert.equal(all('goods.returned').length, 1);
  const [moved] = all('delivery.moved');
  assert.deepEqual([moved.by.name, moved.data.courierId], ['admin', other]);
  assert.deepEqual(moved.data.was.courierId, all('delivery.booked')[0].data.courierId);
  assert.equal(all('delivery.cancelled').length, 1);
  const messages = all('message.sent').map((one: Json) => one.data.kind);
  assert.deepEqual(messages, ['confirmed', 'refund', 'refunded']);
  const [asked] = all('cancellation.asked');
  assert.deepEqual([asked.by.name, asked.data], ['admin', { for: 'shop' }]);
  assert.deepEqual(all('staff.change'), []);
});

test('of an order that is on its way or there, no end is foretold, and of its money what goes back', async () => {
  for (const status of ['shipped', 'delivered']) {
    const { id } = (await alice.order(several)).body;
    await shop.behind('order', (tx) => tx`update orders set status = ${status} where id = ${id}`);
    const end = await asked(id, 'act=cancel');
    assert.deepEqual([end.status, end.body.code], [409, 'not_cancellable']);
    await compare(id, 'act=refund&amount=7', refund(id, { amount: 7 }));
  }
});

test('it is foretold to staff alone, and what makes no sense is refused', async () => {
  const { id } = (await alice.order([{ productId: tea, quantity: 1 }])).body;
  assert.equal((await alice.get(`/api/orders/${id}/foretold?act=cancel`)).status, 403);
  for (const query of [
    'act=eat',
    '',
    'act=refund',
    'act=refund&amount=0',
    'act=refund&line=x',
    'act=refund&amount=-1',
  ])
    assert.equal((await asked(id, query)).status, 422, query);
  assert.equal((await asked('019a0000-0000-7000-8000-000000000009', 'act=cancel')).status, 404);
});
