import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { test } from 'node:test';
import { openTestShop } from './test-shop.ts';

type Json = ReturnType<typeof JSON.parse>;
const shop = await openTestShop();
await shop.courier(1000);
const alice = await shop.customer(10_000_000);
const as = { as: shop.admin };

/** A product in these sizes, with so many of each in stock, and the ids of its variants. */
async function inSizes(stock: Record<string, number>) {
  const id = await shop.product(1000, 0);
  const ids: Record<string, string> = {};
  for (const [size, quantity] of Object.entries(stock)) {
    const body = { options: { size }, price: { amount: 1000 + 100 * Object.keys(ids).length } };
    const made = await shop.must(201, shop.ask('POST', `/api/products/${id}/variants`, { ...as, body }));
    ids[size] = made.id;
    if (quantity === 0) continue;
    const receipt = { quantity, variantId: made.id };
    await shop.must(201, shop.ask('POST', `/api/stock/${id}/receipts`, { ...as, body: receipt }));
  }
  return { id, ids };
}
const remove = (id: string, variant: string) =>
  shop.must(204, shop.ask('DELETE', `/api/products/${id}/variants/${variant}`, as));
const onHand = async (id: string, variant: string) =>
  (await shop.must(200, shop.ask('GET', `/api/stock/${id}?variantId=${variant}`, as))).onHand;
const order = (...lines: object[]) => alice.order(lines as Parameters<typeof alice.order>[0]);

test('two variants of a product are two lines, each with its name, its price and its stock', async () => {
  const { id, ids } = await inSizes({ S: 5, M: 5 });
  const plain = await shop.product(50, 5);
  const placed = await order(
    { productId: id, variantId: ids['M'], quantity: 1 },
    { productId: id.toUpperCase(), variantId: ids['S'], quantity: 2 },
    { productId: plain, quantity: 1 },
    { productId: id, variantId: ids['M']!.toUpperCase(), quantity: 2 },
  );
  assert.equal(placed.status, 201);
  const wanted = [
    [id, ids['M'], 'Teapot, M', 3, 1100],
    [id, ids['S'], 'Teapot, S', 2, 1000],
    [plain, undefined, 'Teapot', 1, 50],
  ];
  const linesOf = (body: Json) =>
    body.lines.map((line: Json) => [
      line.productId,
      line.variantId,
      line.name,
      line.quantity,
      line.price.amount,
    ]);
  assert.deepEqual(linesOf(placed.body), wanted);
  assert.deepEqual(linesOf((await alice.get(`/api/orders/${placed.body.id}`)).body), wanted);
  assert.deepEqual(linesOf((await alice.get('/api/orders?limit=1')).body.items[0]), wanted);
  assert.equal(placed.body.total.amount, 3 * 1100 + 2 * 1000 + 50);
  assert.deepEqual([await onHand(id, ids['S']!), await onHand(id, ids['M']!)], [3, 2]);
  await shop.passes();
  const foretold = await shop.must(
    200,
    shop.ask('GET', `/api/orders/${placed.body.id}/foretold?act=cancel`, as),
  );
  assert.deepEqual(
    foretold.movements.map((one: Json) => [one.productId, one.variantId, one.quantity]),
    wanted.map(([product, variant, , quantity]) => [product, variant, quantity]),
  );
  const path = `/api/orders/${placed.body.id}/cancellation`;
  assert.equal((await shop.ask('POST', path, { as: alice.token })).status, 200);
  await shop.settled();
  assert.deepEqual([await onHand(id, ids['S']!), await onHand(id, ids['M']!)], [5, 5]);
});

test('a line without its variant is refused, and so is one that is none of its product', async () => {
  const { id, ids } = await inSizes({ S: 5, M: 5 });
  const other = await inSizes({ S: 5, M: 5 });
  const plain = await shop.product(50, 5);
  const code = async (line: object) => {
    const { status, body } = await order({ productId: plain, quantity: 1 }, { quantity: 1, ...line });
    return [status, body.code, body.errors?.[0].path];
  };
  assert.deepEqual(await code({ productId: id }), [422, 'variant_missing', 'lines.1.variantId']);
  for (const variantId of [other.ids['M'], randomUUID(), plain])
    assert.deepEqual(await code({ productId: id, variantId }), [422, 'unknown_variant', 'lines.1.variantId']);
  assert.deepEqual(await code({ productId: plain, variantId: ids['M'] }), [
    422,
    'unknown_variant',
    'lines.1.variantId',
  ]);
  for (const variantId of ['x', '', null, 5])
    assert.equal((await code({ productId: id, variantId }))[1], 'validation_failed');
  await remove(id, ids['M']!);
  assert.deepEqual(await code({ productId: id, variantId: ids['M'] }), [
    422,
    'unknown_variant',
    'lines.1.variantId',
  ]);
});

test('a product that is left as one variant is ordered as ever, and so is one by the one id that a client keeps', async () => {
  const { id, ids } = await inSizes({ S: 5, M: 5 });
  const kept = { productId: ids['M'], variantId: ids['M'], quantity: 1 };
  assert.deepEqual((await order(kept)).body.lines[0].productId, id);
  await remove(id, ids['S']!);
  const { body } = await order({ productId: id, quantity: 1 }, kept);
  assert.deepEqual(
    body.lines.map((line: Json) => [line.productId, line.variantId, line.quantity]),
    [[id, ids['M'], 2]],
  );
  const plain = await shop.product(50, 5);
  const itself = await order({ productId: plain, variantId: plain, quantity: 1 });
  assert.deepEqual([itself.status, itself.body.lines[0].variantId], [201, undefined]);
});

test('what there is too little of is told by its variant', async () => {
  const { id, ids } = await inSizes({ S: 1, M: 5 });
  const { status, body } = await order(
    { productId: id, variantId: ids['S'], quantity: 2 },
    { productId: id, variantId: ids['M'], quantity: 1 },
  );
  assert.deepEqual([status, body.code], [409, 'out_of_stock']);
  assert.deepEqual(body.shortages, [{ productId: id, variantId: ids['S'], requested: 2, available: 1 }]);
  await shop.settled();
});

test('an order of a product that has variants meanwhile goes on, and stands for the first', async () => {
  const id = await shop.product(1000, 5);
  const before = await order({ productId: id, quantity: 1 });
  for (const size of ['S', 'M']) {
    const body = { options: { size }, price: { amount: 1000 } };
    await shop.must(201, shop.ask('POST', `/api/products/${id}/variants`, { ...as, body }));
  }
  assert.equal(await onHand(id, id), 4);
  const path = `/api/orders/${before.body.id}/cancellation`;
  assert.equal((await shop.ask('POST', path, { as: alice.token })).status, 200);
  await shop.settled();
  assert.equal(await onHand(id, id), 5);
});
