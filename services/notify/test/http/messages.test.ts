import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { as } from '@sagashop/chassis/testing';
import { newId } from '@sagashop/kernel/ids';
import { laterOn, newDatabase, opened } from '../opened.ts';

const notify = await opened(await newDatabase());
after(() => notify.service.stop());
const admin = as(newId(), { roles: ['owner'] });

test('a customer reads their own messages, newest first, and nobody else’s', async () => {
  const [ann, ben] = [newId(), newId()];
  const orders = [newId(), newId(), newId()];
  for (const order of orders) {
    await notify.tell(order, ann);
    await laterOn();
  }
  await notify.tell(newId(), ben);
  const { items, nextCursor } = await notify.list(as(ann));
  assert.equal(nextCursor, null);
  assert.deepEqual(
    items.map((item: { orderId: string }) => item.orderId),
    orders.toReversed(),
  );
  assert.deepEqual(Object.keys(items[0]), ['id', 'orderId', 'date', 'message', 'kind', 'mail', 'about']);
  assert.deepEqual(items[0].mail, { state: 'waiting', sentAt: null });
  const total = { amount: 129_900, currency: 'RUB' };
  assert.deepEqual(items[0].about, { number: '1042', total, deliveryDate: '2026-06-12' });
  assert.equal(new Date(items[0].date).toISOString(), items[0].date);
  assert.deepEqual((await notify.list(as(ann), `?orderId=${orders[1]}`)).items, [items[1]]);
  assert.deepEqual((await notify.list(as(ben), `?orderId=${orders[1]}`)).items, []);
});

test('an administrator reads everyone’s, or those of one order', async () => {
  const orders = [newId(), newId()];
  for (const order of orders) {
    await laterOn();
    await notify.tell(order, newId());
  }
  const { items } = await notify.list(admin, '?limit=2');
  assert.deepEqual(
    items.map((item: { orderId: string }) => item.orderId),
    orders.toReversed(),
  );
  assert.equal((await notify.list(admin, `?orderId=${orders[0]}`)).items.length, 1);
});

test('a long list comes in pages without gap or double', async () => {
  const user = newId();
  await Promise.all(Array.from({ length: 25 }, () => notify.tell(newId(), user)));
  const whole = (await notify.list(as(user), '?limit=100')).items;
  const paged = [];
  let query = '?limit=10';
  while (query !== '') {
    const { items, nextCursor } = await notify.list(as(user), query);
    paged.push(...items);
    query = nextCursor ? `?limit=10&cursor=${nextCursor}` : '';
  }
  assert.equal(whole.length, 25);
  assert.deepEqual(paged, whole);
});

test('who is not signed in gets 401, and a query that is not valid 422', async () => {
  assert.equal((await notify.app.inject({ url: '/api/messages?orderId=x' })).statusCode, 401);
  const cursor = Buffer.from(JSON.stringify([1e300, newId()])).toString('base64url');
  for (const query of ['orderId=x', 'limit=0', 'cursor=x', `cursor=${cursor}`]) {
    const answer = await notify.app.inject({ url: `/api/messages?${query}`, headers: admin });
    assert.deepEqual([answer.statusCode, answer.json().code], [422, 'validation_failed'], query);
  }
});
