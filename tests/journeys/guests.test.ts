import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { test } from 'node:test';
import { openTestShop } from './test-shop.ts';

const shop = await openTestShop();
const product = await shop.product(1_000, 100);
await shop.courier(100);

async function guest(email: string) {
  const body = { email, firstName: 'Gisela', lastName: 'Gast' };
  const { token, user } = await shop.must(201, shop.ask('POST', '/api/guests', { body }));
  const ask = (method: string, path: string, body?: object) => shop.ask(method, path, { as: token, body });
  const order = () =>
    ask('POST', '/api/orders', { lines: [{ productId: product, quantity: 1 }], address: 'Elm Street 1' });
  return { id: user.id as string, ask, order };
}
const track = (number: string, email: string) =>
  shop.ask('POST', '/api/orders/track', { body: { number, email } });

test('guests of one address order, each sees their own, and anyone who knows number and address tracks each', async () => {
  const email = `${randomUUID()}@shop.test`;
  const both = await Promise.all([guest(email), guest(email)]);
  const numbers: string[] = [];
  for (const { id, ask, order } of both) {
    const refused = await order();
    assert.deepEqual([refused.status, refused.body.code], [409, 'insufficient_funds']);
    await shop.must(201, ask('POST', '/api/account/deposits', { amount: 1_000 }));
    const placed = await shop.must(201, order());
    assert.equal(placed.userId, id);
    const { items } = await shop.must(200, ask('GET', '/api/orders'));
    assert.deepEqual(
      items.map((one: { status: string }) => one.status),
      ['confirmed', 'cancelled'],
    );
    const messages = await shop.must(200, ask('GET', `/api/messages?orderId=${placed.id}`));
    assert.match(messages.items[0].message, new RegExp(placed.number));
    numbers.push(placed.number);
  }
  for (const number of numbers) assert.equal((await track(number, email.toUpperCase())).status, 200);
  assert.ok((await shop.audit()).ok);
});

test('a guest leaves within the session, as a member does: not with money left, and nothing personal stays', async () => {
  const email = `${randomUUID()}@shop.test`;
  const { ask, order } = await guest(email);
  await shop.must(201, ask('POST', '/api/account/deposits', { amount: 1_000 }));
  const refused = await ask('DELETE', '/api/users/me');
  assert.deepEqual([refused.status, refused.body.code], [409, 'money_left']);
  const { number } = await shop.must(201, order());
  assert.equal((await ask('DELETE', '/api/users/me')).status, 204);
  assert.equal((await ask('GET', '/api/session')).status, 401);
  assert.equal((await track(number, email)).status, 404);
});

test('staff see a guest’s order, and a guest works for nobody', async () => {
  const { id, ask } = await guest(`${randomUUID()}@shop.test`);
  for (const path of ['/api/staff', '/api/sagas', '/api/audit', `/api/stock/${product}`])
    assert.equal((await ask('GET', path)).status, 403, path);
  const given = await shop.ask('PATCH', `/api/staff/${id}`, { as: shop.admin, body: { roles: ['clerk'] } });
  assert.deepEqual([given.status, given.body.code], [409, 'account_needed']);
  const deposit = { as: shop.admin, body: { amount: 100 } };
  assert.equal((await shop.ask('POST', `/api/accounts/${id}/deposits`, deposit)).status, 201);
});
