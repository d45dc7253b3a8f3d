import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { newId } from '@sagashop/kernel/ids';
import { allRight, newDatabase, opened } from '../opened.ts';

const stock = await opened(await newDatabase());
after(() => stock.service.stop());
const { app, headers } = stock;

const tell = (...items: { id: string; product: string; gone?: boolean }[]) =>
  stock.service.calls['variants']!({ items: items.map((one) => ({ gone: false, ...one })) } as never);
const get = async (url: string) => {
  const answer = await app.inject({ url, headers });
  return { status: answer.statusCode, body: answer.json() };
};
const receive = (product: string, payload: object) => stock.post(`/api/stock/${product}/receipts`, payload);
/** A product whose first variant is itself, with another one. */
async function withVariants() {
  const [product] = await stock.products(3);
  const other = newId();
  await tell({ id: product!, product: product! }, { id: other, product: product! });
  return { product: product!, other };
}

test('each variant has a stock of its own, and what the product had is that of the first', async () => {
  const { product, other } = await withVariants();
  const first = await get(`/api/stock/${product}?variantId=${product}`);
  assert.deepEqual([first.body.productId, first.body.variantId, first.body.onHand], [product, product, 3]);
  const received = await receive(product, { quantity: 7, variantId: other.toUpperCase() });
  assert.deepEqual([received.statusCode, received.json().variantId, received.json().onHand], [201, other, 7]);
  assert.deepEqual(
    (await get(`/api/stock/${other}`)).body,
    (await get(`/api/stock/${product}?variantId=${other}`)).body,
  );
  const moved = await get(`/api/stock/${product}/movements?variantId=${other}`);
  assert.deepEqual(
    moved.body.items.map((one: { quantity: number }) => one.quantity),
    [7],
  );
  const adjusted = await stock.adjust(product, { quantity: -2, reason: 'lost', variantId: other });
  assert.equal(adjusted.json().onHand, 5);
  const threshold = await app.inject({
    ...{ method: 'PATCH', url: `/api/stock/${product}`, headers },
    payload: { threshold: 9, variantId: other },
  });
  assert.deepEqual([threshold.json().variantId, threshold.json().low], [other, true]);
  const log = (await stock.service.calls['audit-log']!({
    subject: `product:${product}`,
    limit: 10,
  } as never)) as {
    entries: { after: { variantId?: string } }[];
  };
  assert.equal(log.entries.filter((one) => one.after.variantId === other).length, 3);
  assert.ok(allRight(await stock.audit()));
});

test('whoever names no variant of several is asked for one, and one of another product is refused', async () => {
  const { product, other } = await withVariants();
  const stranger = await withVariants();
  for (const url of [`/api/stock/${product}`, `/api/stock/${product}/movements`]) {
    assert.deepEqual([(await get(url)).status, (await get(url)).body.code], [422, 'variant_missing']);
    assert.equal((await get(`${url}?variantId=${stranger.other}`)).status, 422);
    assert.equal((await get(`${url}?variantId=x`)).status, 422);
  }
  assert.equal((await receive(product, { quantity: 1 })).json().code, 'variant_missing');
  assert.equal((await receive(product, { quantity: 1, variantId: stranger.other })).statusCode, 422);
  assert.equal((await receive(product, { quantity: 1, variantId: null })).statusCode, 422);
  assert.equal(
    (await stock.adjust(product, { quantity: 1, reason: 'correction' })).json().code,
    'variant_missing',
  );
  const [plain] = await stock.products(1);
  assert.equal((await get(`/api/stock/${plain}?variantId=${other}`)).status, 422);
  assert.equal((await get(`/api/stock/${plain}?variantId=${plain}`)).body.variantId, undefined);
});

test('of one variant that is left nobody has to say which, and what lies there of the others can still be told', async () => {
  const { product, other } = await withVariants();
  await tell({ id: product, product, gone: true });
  assert.equal((await receive(product, { quantity: 1 })).json().variantId, other);
  assert.equal(
    (await stock.adjust(product, { quantity: -3, reason: 'lost', variantId: product })).json().onHand,
    0,
  );
  await tell({ id: product, product }, { id: other, product });
  assert.equal((await receive(product, { quantity: 1 })).json().onHand, 2);
});

test('orders take from the variants that they name, and customers are told of each', async () => {
  const { product, other } = await withVariants();
  await receive(product, { quantity: 2, variantId: other });
  const order = newId();
  assert.equal((await stock.reserve(order, [product, 1], [other, 2])).kind, 'done');
  assert.equal((await stock.reserve(newId(), [other, 1])).kind, 'refused');
  assert.equal((await stock.take(order)).kind, 'done');
  assert.deepEqual(await stock.stockOf(other), { onHand: 0, reserved: 0 });
  assert.ok(allRight(await stock.audit()));
});

test('a list has all variants of the products that it is asked for, and says what they are', async () => {
  const { product, other } = await withVariants();
  const { items } = (await get(`/api/stock?ids=${product}`)).body;
  assert.deepEqual(
    items.map((one: { variantId: string }) => one.variantId).toSorted(),
    [product, other].toSorted(),
  );
  assert.deepEqual(
    (await get(`/api/stock?ids=${other}`)).body.items.map((one: { productId: string }) => one.productId),
    [product],
  );
});
