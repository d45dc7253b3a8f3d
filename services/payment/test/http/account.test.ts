import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { as } from '@sagashop/chassis/testing';
import { newId } from '@sagashop/kernel/ids';
import { laterOn, newDatabase, opened } from '../opened.ts';

const payment = await opened(await newDatabase());
after(() => payment.service.stop());
const rub = (amount: number) => ({ amount, currency: 'RUB' });

test('an account has zeros before the first deposit, and balance is available and held', async () => {
  const userId = newId();
  const before = await payment.app.inject({ url: '/api/account', headers: as(userId) });
  assert.deepEqual(before.json(), { available: rub(0), held: rub(0), balance: rub(0) });
  await payment.deposit(userId, { amount: 5000 });
  await payment.hold(newId(), userId, 1200);
  const now = await payment.app.inject({ url: '/api/account', headers: as(userId) });
  assert.equal(now.statusCode, 200);
  assert.deepEqual(now.json(), { available: rub(3800), held: rub(1200), balance: rub(5000) });
});

test('nobody sees money without signing in', async () => {
  for (const url of ['/api/account', '/api/account/entries', '/api/account/entries?limit=0']) {
    const answer = await payment.app.inject({ url });
    assert.equal(answer.statusCode, 401);
    assert.equal(answer.json().code, 'not_signed_in');
  }
});

test('entries are listed newest first, page by page, only one’s own', async () => {
  const userId = newId();
  await payment.customer(1);
  const orders = [newId(), newId(), newId()];
  await payment.deposit(userId, { amount: 10_000 });
  for (const order of orders) await payment.hold(order, userId, 100);
  await Promise.all(orders.map((order) => payment.capture(order)));
  await laterOn();
  await payment.deposit(userId, { amount: 7 });

  const { items: all, deposits } = await payment.entriesOf(userId);
  assert.equal(deposits, 'open', 'with who may put money on the account');
  const amounts = all.map((entry: { amount: object }) => entry.amount);
  assert.deepEqual(amounts, [rub(7), rub(-100), rub(-100), rub(-100), rub(10_000)]);
  assert.deepEqual(
    all
      .map((entry: { orderId?: string }) => entry.orderId)
      .slice(1, 4)
      .sort(),
    orders.sort(),
  );
  assert.deepEqual(all[0], { id: all[0].id, kind: 'deposit', amount: rub(7), createdAt: all[0].createdAt });

  const paged = [];
  let query = '?limit=2';
  for (let turn = 0; turn < 3; turn += 1) {
    const { items, nextCursor } = await payment.entriesOf(userId, query);
    paged.push(...items);
    query = `?limit=2&cursor=${nextCursor}`;
  }
  assert.deepEqual(paged, all);
  assert.equal(query, '?limit=2&cursor=null');
});

test('a broken cursor or limit is told, never a 500', async () => {
  const cursor = (key: unknown) => `cursor=${Buffer.from(JSON.stringify(key)).toString('base64url')}`;
  const broken = [
    'cursor=%00',
    'cursor=abc',
    cursor([1, 'x']),
    cursor([1e300, newId()]),
    cursor(['a', newId()]),
  ];
  for (const query of [...broken, cursor([-1, newId()]), 'limit=0', 'limit=101', 'limit=x']) {
    const url = `/api/account/entries?${query}`;
    const answer = await payment.app.inject({ url, headers: as(newId()) });
    assert.equal(answer.statusCode, 422, query);
    assert.equal(answer.json().code, 'validation_failed');
  }
});
