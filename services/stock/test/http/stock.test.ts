import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { connect } from '@sagashop/chassis/postgres/connect';
import { as } from '@sagashop/chassis/testing';
import { newId } from '@sagashop/kernel/ids';
import { newDatabase, opened } from '../opened.ts';

const url = await newDatabase();
const stock = await opened(url);
const sql = connect(url, { name: 'test', max: 1 });
after(() => Promise.all([stock.service.stop(), sql.end()]));
const { app, headers } = stock;
const [apples] = await stock.products(7);

test('an administrator sees what there is', async () => {
  await stock.reserve(newId(), [apples!, 3]);
  const answer = await app.inject({ url: `/api/stock/${apples}`, headers });
  assert.equal(answer.statusCode, 200);
  assert.deepEqual(answer.json(), {
    ...{ productId: apples, onHand: 7, reserved: 3, available: 4 },
    ...{ threshold: 5, low: false, place: null },
  });
});

test('nobody else sees or changes it, whatever they send', async () => {
  for (const url of [`/api/stock/${apples}`, '/api/stock/x']) {
    assert.equal((await app.inject({ url })).statusCode, 401);
    assert.equal((await app.inject({ url, headers: as(newId()) })).statusCode, 403);
  }
  const receipt = {
    method: 'POST',
    url: `/api/stock/${apples}/receipts`,
    payload: { quantity: -1 },
  } as const;
  assert.equal((await app.inject(receipt)).statusCode, 401);
  assert.equal((await app.inject({ ...receipt, headers: as(newId()) })).statusCode, 403);
});

test('an unknown product and an id that is no UUID have no stock', async () => {
  for (const id of [newId(), 'x', "'; drop table goods", '%00', `urn:uuid:${newId()}`]) {
    const url = `/api/stock/${encodeURIComponent(id)}`;
    const answer = await app.inject({ url, headers });
    assert.deepEqual([answer.statusCode, answer.json().code], [404, 'not_found'], id);
    const receipt = await stock.post(`${url}/receipts`, { quantity: 1 });
    assert.deepEqual([receipt.statusCode, receipt.json().code], [404, 'not_found'], id);
  }
});

test('a receipt answers 201 and the stock after it', async () => {
  const [pears] = await stock.products(1);
  const answer = await stock.receive(pears!.toUpperCase(), 1_000_000);
  assert.equal(answer.statusCode, 201);
  const { movement, ...after } = answer.json();
  const amounts = { onHand: 1_000_001, reserved: 0, available: 1_000_001 };
  assert.deepEqual(after, { productId: pears, ...amounts, threshold: 5, low: false, place: null });
  assert.deepEqual([movement.quantity, movement.reason], [1_000_000, 'received']);
});

test('only whole pieces, one to a million at a time, can be received', async () => {
  for (const quantity of [0, -1, 1.5, 1_000_001, 1e12, '2', null, undefined, [1]]) {
    const answer = await stock.post(`/api/stock/${apples}/receipts`, { quantity });
    assert.deepEqual([answer.statusCode, answer.json().code], [422, 'validation_failed']);
  }
  const more = await stock.post(`/api/stock/${apples}/receipts`, { quantity: 1, price: 2 });
  assert.deepEqual(more.json().errors, [{ path: 'price', message: 'is not a known field' }]);
  assert.equal((await stock.stockOf(apples!)).onHand, 7);
});

test('nothing has more than 10^9 on hand', async () => {
  const [grains] = await stock.products(0);
  await sql`update goods set on_hand = 999000000 where product_id = ${grains!}`;
  assert.equal((await stock.receive(grains!, 1_000_000)).statusCode, 201);
  const answer = await stock.receive(grains!, 1);
  assert.deepEqual([answer.statusCode, answer.json().errors[0].path], [422, 'quantity']);
  assert.deepEqual(await stock.stockOf(grains!), { onHand: 1_000_000_000, reserved: 0 });
});

test('a receipt is counted once for its Idempotency-Key and answered the same again; it must have one', async () => {
  const [pears, plums] = await stock.products(0, 0);
  const url = `/api/stock/${pears}/receipts`;
  const keyless = await app.inject({ method: 'POST', url, headers, payload: { quantity: 5 } });
  assert.deepEqual([keyless.statusCode, keyless.json().code], [400, 'idempotency_key_missing']);
  const receipt = (productId: string, quantity: number) =>
    stock.post(`/api/stock/${productId}/receipts`, { quantity }, 'delivery-note-1');
  const answers = await Promise.all(Array.from({ length: 8 }, () => receipt(pears!, 5)));
  for (const answer of answers) {
    assert.equal(answer.statusCode, 201);
    assert.equal(answer.body, answers[0]!.body);
  }
  assert.equal(answers.filter((answer) => answer.headers['idempotency-replayed'] === 'true').length, 7);
  assert.equal((await stock.stockOf(pears!)).onHand, 5);
  assert.equal((await receipt(pears!, 6)).json().code, 'idempotency_key_reused');
  assert.equal((await receipt(plums!, 5)).statusCode, 201);
});

test('opening a stock again keeps what there is', async () => {
  await stock.service.calls['open']!({ products: [apples!, newId(), apples!] } as never);
  await stock.service.calls['open']!({ products: [] } as never);
  assert.equal((await stock.stockOf(apples!)).onHand, 7);
});
