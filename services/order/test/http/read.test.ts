import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { test } from 'node:test';
import { as } from '@sagashop/chassis/testing';
import { orderService, tea } from '../order-world.ts';

const shop = await orderService();
const [alice, bob, admin] = [randomUUID(), randomUUID(), randomUUID()];

async function place(user: string, key: string = randomUUID()): Promise<string> {
  const response = await shop.app.inject({
    method: 'POST',
    url: '/api/orders',
    headers: { ...as(user), 'idempotency-key': key },
    payload: { lines: [{ productId: tea.id, quantity: 1 }] },
  });
  return response.json().id;
}

async function get(url: string, user: string, ...roles: string[]) {
  const response = await shop.app.inject({ url, headers: as(user, { roles }) });
  return { status: response.statusCode, body: response.json() };
}

const ids: string[] = [];
for (let count = 0; count < 5; count += 1) ids.push(await place(alice));
const bobs = await place(bob);

test('orders are listed newest first, a page at a time, and only to their owner', async () => {
  const first = (await get('/api/orders?limit=2', alice)).body;
  assert.deepEqual(
    first.items.map((order: { id: string }) => order.id),
    [ids[4], ids[3]],
  );
  assert.equal(first.items[0].lines[0].name, 'Teapot');
  const second = (await get(`/api/orders?limit=2&cursor=${first.nextCursor}`, alice)).body;
  const third = (await get(`/api/orders?limit=2&cursor=${second.nextCursor}`, alice)).body;
  assert.deepEqual(
    [...second.items, ...third.items].map((order) => order.id),
    [ids[2], ids[1], ids[0]],
  );
  assert.equal(third.nextCursor, null);
});

test('an administrator sees all orders, or their own', async () => {
  assert.equal((await get('/api/orders', admin, 'owner')).body.items.length, 6);
  assert.equal((await get('/api/orders?mine=true', admin, 'owner')).body.items.length, 0);
  assert.equal((await get(`/api/orders/${bobs}`, admin, 'owner')).status, 200);
});

test("another customer's order, an unknown one and no id at all look the same", async () => {
  for (const id of [bobs, randomUUID(), 'none', '%27;drop']) {
    for (const url of [`/api/orders/${id}`, `/api/orders/${id}/saga`]) {
      const { status, body } = await get(url, alice);
      assert.deepEqual([status, body.code], [404, 'not_found'], url);
    }
  }
});

test('a broken cursor, limit or parameter is refused by name', async () => {
  for (const query of [
    'cursor=x',
    'cursor=WzFd',
    'cursor=WyJub25lIl0',
    'limit=0',
    'limit=101',
    'limit=abc',
    'mine=maybe',
    'x=1',
    'key=',
    'key=with%20space',
    `key=${'k'.repeat(256)}`,
  ]) {
    const { status, body } = await get(`/api/orders?${query}`, alice);
    assert.deepEqual([status, body.code], [422, 'validation_failed'], query);
    assert.ok(body.errors[0].message, query);
  }
});

test('nobody reads orders without signing in', async () => {
  for (const url of ['/api/orders', `/api/orders/${bobs}`, `/api/orders/${bobs}/saga`]) {
    assert.equal((await shop.app.inject({ url })).statusCode, 401, url);
  }
});

test('the order of a key is found by whoever placed it under this key, and by nobody else', async () => {
  const carol = randomUUID();
  const [first] = [await place(carol, 'first/of~carol'), await place(carol, 'second')];
  await place(bob, 'second');
  const found = async (key: string, user: string, ...roles: string[]) =>
    (await get(`/api/orders?${new URLSearchParams({ key })}`, user, ...roles)).body.items.map(
      (order: { id: string }) => order.id,
    );
  assert.deepEqual(await found('first/of~carol', carol), [first]);
  assert.deepEqual(await found('third', carol), []);
  assert.deepEqual(await found('first/of~carol', bob), []);
  assert.deepEqual(await found('first/of~carol', admin, 'owner'), []);
});
