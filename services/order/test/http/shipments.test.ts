import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { test } from 'node:test';
import { as } from '@sagashop/chassis/testing';
import { newId } from '@sagashop/kernel/ids';
import { orderService, tea } from '../order-world.ts';

const shop = await orderService();
const staff = as(randomUUID(), { roles: ['clerk'] });

const post = (url: string, payload: object = {}, headers = staff) =>
  shop.app.inject({
    method: 'POST',
    url,
    headers: { ...headers, 'idempotency-key': randomUUID() },
    payload,
  });

test('that nobody was there, told twice, counts once, until the delivery has gone to another day', async () => {
  const lines = [{ productId: tea.id, quantity: 1 }];
  const order = (await post('/api/orders', { lines }, as(randomUUID()))).json().id;
  const parcel = (await post(`/api/orders/${order}/shipments`)).json().id;
  const failure = () => post(`/api/shipments/${parcel}/failure`);
  assert.equal((await post(`/api/shipments/${parcel}/handover`)).statusCode, 201);
  const told = await Promise.all([failure(), failure()]);
  assert.deepEqual(told.map(({ statusCode }) => statusCode).sort(), [201, 409]);
  const late = (await failure()).json();
  assert.deepEqual([late.code, late.state], ['wrong_state', 'failed']);
  const move = { order, sequence: 1, move: newId(), courier: randomUUID(), date: '2099-01-02' };
  await shop.service.subscribes!['delivery.moved']!([move] as never);
  assert.equal((await failure()).json().state, 'returned');
});
