import assert from 'node:assert/strict';
import { test } from 'node:test';
import { newId } from '@sagashop/kernel/ids';
import { createSession, ensureUser } from '@sagashop/user/contract';
import { crowd, outcome, postOrder, tally } from './crowd.ts';
import { openTestShop } from './test-shop.ts';

// Whoever waits on a slow machine is not to be turned back by the clock: these races are about other things.
const shop = await openTestShop({ ORDER_DEADLINE_MS: '120000', ORDER_LONGEST_MS: '120000' });
await shop.courier(10_000);
const many = <T>(count: number, make: (at: number) => T) =>
  Array.from({ length: count }, (_, at) => make(at));
const one = (productId: string) => ({ lines: [{ productId, quantity: 1 }] });

test('of 1,000 buyers of the last 10 pieces exactly 10 get one, and the others lose nothing', async () => {
  const last = await shop.product(700, 10);
  const buyers = await crowd(shop, 1000, 1000);
  const answers = await Promise.all(buyers.map((buyer) => outcome(shop, buyer, one(last))));
  assert.deepEqual(tally(answers), { '201': 10, '409 out_of_stock': 990 });
  await shop.settled();
  const { onHand, reserved } = await shop.stock(last);
  assert.deepEqual([onHand, reserved], [0, 0]);
  const moneyOf = async (as: string) =>
    (await shop.must(200, shop.ask('GET', '/api/account', { as }))).available.amount;
  const winners = buyers.filter((_, at) => answers[at]!.status === 201);
  const losers = buyers.filter((_, at) => answers[at]!.status === 409).slice(0, 10);
  assert.deepEqual(await Promise.all([...winners, ...losers].map(moneyOf)), [
    ...winners.map(() => 300),
    ...losers.map(() => 1000),
  ]);
});

test('of 200 orders at once on a balance that pays for 20 exactly 20 are confirmed', async () => {
  const cup = await shop.product(50, 1000);
  const buyer = await shop.customer(20 * 50 + 49);
  const answers = await Promise.all(many(200, () => outcome(shop, buyer.token, one(cup))));
  assert.deepEqual(tally(answers), { '201': 20, '409 insufficient_funds': 180 });
  await shop.settled();
  const { available, held } = (await buyer.get('/api/account')).body;
  assert.deepEqual([available.amount, held.amount], [49, 0]);
  const { onHand, reserved } = await shop.stock(cup);
  assert.deepEqual([onHand, reserved], [980, 0]);
});

test('100 copies of one request are one order, and all who hear of it hear the same bytes', async () => {
  const cup = await shop.product(50, 1000);
  const buyer = await shop.customer(10_000);
  const key = newId();
  const answers = await Promise.all(many(100, () => postOrder(shop, buyer.token, one(cup), key)));
  const later = await postOrder(shop, buyer.token, one(cup), key);
  const told = [...answers, later].filter(({ status }) => status === 201);
  const asked = answers.filter(({ status }) => status !== 201);
  for (const { status, text } of asked) {
    if (status !== 202) assert.deepEqual([status, JSON.parse(text).code], [409, 'idempotency_in_progress']);
  }
  assert.ok(told.filter(({ replayed }) => !replayed).length <= 1);
  assert.deepEqual([later.status, later.replayed], [201, true]);
  assert.deepEqual([...new Set(told.map(({ text }) => text))], [later.text]);
  const { items } = (await buyer.get('/api/orders')).body;
  assert.deepEqual(
    items.map((order: { id: string }) => order.id),
    [JSON.parse(later.text).id],
  );
  for (const { text } of asked) assert.equal(JSON.parse(text).orderId ?? JSON.parse(text).id, items[0].id);
  await shop.settled();
  assert.equal((await shop.stock(cup)).onHand, 999);
});

test('what two admins receive at once, while it is sold, is all there', async () => {
  const cup = await shop.product(50, 0);
  const buyers = await crowd(shop, 60, 50);
  await shop.hosted.peers.ask(ensureUser, {
    username: 'deputy',
    password: 'deputy-password-1',
    email: 'deputy@shop.test',
    isAdmin: true,
  });
  const { token: deputy } = await shop.hosted.peers.ask(createSession, { username: 'deputy' });
  const receive = (as: string, key?: string) =>
    shop.ask('POST', `/api/stock/${cup}/receipts`, { as, body: { quantity: 3 }, ...(key && { key }) });
  // Each admin's receipts have keys of their own. This one is sent twice by each: it counts once for each.
  const twice = newId();
  const receipts = many(20, () => [receive(shop.admin), receive(deputy)]).flat();
  const copies = [shop.admin, deputy].flatMap((as) => [receive(as, twice), receive(as, twice)]);
  const sold = Promise.all(buyers.map((buyer) => outcome(shop, buyer, one(cup))));
  for (const { status } of await Promise.all(receipts)) assert.equal(status, 201);
  for (const { status, body } of await Promise.all(copies)) {
    if (status !== 201) assert.deepEqual([status, body.code], [409, 'idempotency_in_progress']);
  }
  const confirmed = (await sold).filter(({ status }) => status === 201).length;
  await shop.settled();
  const { onHand, reserved } = await shop.stock(cup);
  assert.deepEqual([onHand, reserved], [(20 + 20 + 2) * 3 - confirmed, 0]);
});

test('while a price changes everyone pays the price that they agreed to, or nothing', async () => {
  const [low, high] = [400, 450];
  const cup = await shop.product(low, 1000);
  const buyer = await shop.customer(200 * high);
  let ordering = true;
  const changing = (async () => {
    for (let at = 1; ordering || at < 3; at += 1) {
      const body = { price: { amount: at % 2 ? high : low } };
      await shop.must(200, shop.ask('PATCH', `/api/products/${cup}`, { as: shop.admin, body }));
    }
  })();
  const expected = many(200, (at) => [undefined, low, high][at % 3]);
  const answers = await Promise.all(
    expected.map((amount) =>
      outcome(shop, buyer.token, { ...one(cup), ...(amount && { expectedTotal: { amount } }) }),
    ),
  ).finally(() => {
    ordering = false;
  });
  await changing;
  let paid = 0;
  for (const [at, { status, body }] of answers.entries()) {
    assert.ok([low, high].includes(body.total.amount));
    if (status === 201) {
      assert.ok(expected[at] === undefined || body.total.amount === expected[at]);
      assert.equal(body.lines[0].price.amount, body.total.amount);
      paid += body.total.amount;
    } else {
      assert.deepEqual([status, body.code], [409, 'price_changed']);
      assert.notEqual(body.total.amount, expected[at] ?? body.total.amount);
    }
  }
  await shop.settled();
  assert.equal((await buyer.get('/api/account')).body.balance.amount, 200 * high - paid);
});

test('after all of these nothing is half there', async () => {
  await shop.settled();
});
