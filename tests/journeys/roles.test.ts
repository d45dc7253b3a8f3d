import assert from 'node:assert/strict';
import { before, test } from 'node:test';
import type { Role } from '@sagashop/vocabulary/permissions';
import { openTestShop } from './test-shop.ts';

const shop = await openTestShop();
const nobody = '019a0000-0000-7000-8000-000000000009';
let buyer: Awaited<ReturnType<typeof shop.customer>>;
let orderId: string;

before(async () => {
  const product = await shop.product(100, 10);
  await shop.courier(10);
  buyer = await shop.customer(1000);
  orderId = (await buyer.order([{ productId: product, quantity: 1 }])).body.id;
});

const give = (id: string, roles: Role[], as = shop.admin) =>
  shop.ask('PATCH', `/api/staff/${id}`, { as, body: { roles } });

test('a role counts from the next request on, in every service, and ends with the one after it is taken', async () => {
  const carl = await shop.customer();
  const asks = async () => {
    const { body: list } = await carl.get('/api/orders');
    const [one, saga, sagas, stock] = await Promise.all([
      carl.get(`/api/orders/${orderId}`),
      carl.get(`/api/orders/${orderId}/saga`),
      carl.get('/api/sagas'),
      carl.get(`/api/stock/${nobody}`),
    ]);
    return [list.items.length, ...[one, saga, sagas, stock].map(({ status }) => status)];
  };
  const asCustomer = [0, 404, 404, 403, 403];
  assert.deepEqual(await asks(), asCustomer);
  const { body: made } = await give(carl.id, ['clerk']);
  assert.deepEqual([made.roles, made.isAdmin], [['clerk'], false]);
  assert.deepEqual(await asks(), [1, 200, 200, 200, 404]);
  assert.deepEqual((await carl.get('/api/session')).body.user.roles, ['clerk']);
  await give(carl.id, []);
  assert.deepEqual(await asks(), asCustomer);
});

test('a refusal names the permission that is missing', async () => {
  const paula = await shop.customer();
  await give(paula.id, ['packer']);
  for (const [method, path, permission] of [
    ['GET', '/api/sagas', 'sagas.read'],
    ['POST', '/api/products', 'catalog.write'],
    ['GET', '/api/audit', 'audit.read'],
    ['GET', '/api/staff', 'staff.read'],
    ['PATCH', `/api/staff/${paula.id}`, 'staff.write'],
    ['POST', `/api/accounts/${paula.id}/deposits`, 'accounts.deposit'],
  ] as const) {
    const { status, body } = await shop.ask(method, path, { as: paula.token });
    assert.deepEqual([status, body.code, body.permission], [403, 'forbidden', permission], path);
  }
  const body = { quantity: 1 };
  const receipt = await shop.ask('POST', `/api/stock/${nobody}/receipts`, { as: paula.token, body });
  assert.equal(receipt.status, 404, 'goods of an unknown product, but they may be taken in');
});

test('an owner who steps back leaves another; the last one stays, and does not leave the shop', async () => {
  const olga = await shop.customer();
  const { id: adminId } = (await shop.ask('GET', '/api/users/me', { as: shop.admin })).body;
  const refused = await give(adminId, []);
  assert.deepEqual([refused.status, refused.body.code], [409, 'last_owner']);
  await give(olga.id, ['owner']);
  assert.deepEqual((await olga.get('/api/users/me')).body.isAdmin, true);
  await give(adminId, [], olga.token);
  assert.equal((await shop.ask('GET', '/api/staff', { as: shop.admin })).status, 403);
  const { items } = (await olga.get('/api/staff')).body;
  assert.ok(items.some(({ id }: { id: string }) => id === olga.id));
  assert.ok(!items.some(({ id }: { id: string }) => id === adminId));
  assert.equal((await give(adminId, ['owner'], olga.token)).status, 200);
});
