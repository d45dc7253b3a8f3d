import assert from 'node:assert/strict';
import { test } from 'node:test';
import { newId } from '@sagashop/kernel/ids';
import { applyPlannedPrices } from '../../src/actions/apply-planned-prices.ts';
import { openTestVariants } from './opened-variants.ts';

const { send, service, stock, sql, shirt, change, remove, list, shown, inSizes } = await openTestVariants();

const told = (events: object[]) => service.subscribes!['stock.availability_changed']!(events as never);
const priced = (question: object) =>
  service.calls['prices']!(question as never) as Promise<{
    items: { id: string }[];
    bought?: { id: string }[];
  }>;

test('orders are told of what is for sale, and a product that has one variant brings it', async () => {
  const plain = (await shirt()).id;
  const { id, ids } = await inSizes('S', 'M');
  const single = await inSizes('S', 'M');
  await remove(single.id, single.id);
  const gone = await inSizes('S', 'M');
  await remove(gone.id, gone.ids[1]!);
  const { items, bought } = await priced({
    products: [plain, id, single.id],
    variants: [plain, ids[1], gone.ids[1], newId()],
  });
  const counts = new Map((items as { id: string; variants?: number }[]).map((one) => [one.id, one.variants]));
  assert.deepEqual(
    [plain, id, single.id].map((one) => counts.get(one)),
    [0, 2, 1],
  );
  const named = (bought as { id: string; product: string; price: number; name: { ru: string } }[]).toSorted(
    (one, other) => (one.id < other.id ? -1 : 1),
  );
  assert.deepEqual(
    named.map(({ id: one, product: of, price, name }) => [one, of, price, name.ru]),
    [
      [ids[1], id, 1010, 'Футболка, M'],
      [single.ids[1], single.id, 1010, 'Футболка, M'],
    ],
  );
  const before = await priced({ products: [plain, id] });
  assert.deepEqual(
    before.items.map((one) => one.id),
    [plain],
  );
});

test('what is there of a product is the best of its variants, and each is told by itself', async () => {
  const { id, ids } = await inSizes('S', 'M');
  assert.ok(stock.opened.includes(id));
  await told([{ product: ids[1], availability: 'low', left: 2, sequence: 1 }]);
  const [small, medium] = await list(id);
  assert.deepEqual([small.availability, medium.availability, medium.left], ['out', 'low', 2]);
  const { availability, left } = await shown(id);
  assert.deepEqual([availability, left], ['low', undefined]);
  await told([
    { product: ids[1], availability: 'in_stock', sequence: 3 },
    { product: id, availability: 'low', left: 1, sequence: 2 },
  ]);
  await told([{ product: ids[1], availability: 'out', sequence: 2 }]);
  assert.equal((await shown(id)).availability, 'in_stock');
  await remove(id, ids[1]!);
  const last = await shown(id);
  assert.deepEqual([last.availability, last.left], ['low', 1]);
});

test('each variant has prices of its own, planned and past; their product has none to be changed', async () => {
  const { id, ids } = await inSizes('S', 'M');
  const pricesOf = (variant?: string) =>
    send('GET', `/api/products/${id}/prices${variant ? `?variantId=${variant}` : ''}`);
  assert.equal((await pricesOf()).body.code, 'variant_missing');
  assert.equal((await pricesOf(newId())).status, 422);
  await change(id, ids[1]!, { price: { amount: 700 } });
  assert.deepEqual(
    (await pricesOf(ids[1])).body.items.map((one: { price: { amount: number } }) => one.price.amount),
    [700, 1010],
  );
  assert.equal((await pricesOf(id)).body.items[0].price.amount, 1000);
  assert.equal((await shown(id)).variants[1].lowestBefore.amount, 1010);
  assert.equal((await shown(id)).lowestBefore, undefined);
  const plan = { price: { amount: 5 }, from: '2099-01-01T00:00:00Z' };
  const path = `/api/products/${id}/prices`;
  assert.equal((await send('POST', path, plan)).body.code, 'variant_missing');
  const planned = await send('POST', path, { ...plan, variantId: ids[1] });
  assert.equal(planned.status, 201);
  await sql`update planned_prices set starts_at = now() - interval '1 second' where id = ${planned.body.id}`;
  await applyPlannedPrices(sql);
  assert.deepEqual(
    (await list(id)).map((one: { price: { amount: number } }) => one.price.amount),
    [1000, 5],
  );
  assert.equal((await send('PATCH', `/api/products/${id}`, { price: { amount: 6 } })).status, 422);
  await remove(id, id);
  assert.equal((await send('PATCH', `/api/products/${id}`, { price: { amount: 6 } })).body.price.amount, 6);
  assert.equal((await list(id))[0].price.amount, 6);
});

test('who writes the row of a product alone changes what its only variant costs, and of several nothing', async () => {
  const { id, ids } = await inSizes('S', 'M');
  const write = () => sql`update products set price = 77, availability = 'low' where id = ${id}`;
  await write();
  const several = await shown(id);
  assert.deepEqual([several.price.amount, several.priceTo.amount, several.availability], [1000, 1010, 'out']);
  await remove(id, ids[1]!);
  await write();
  const { price, availability, variants } = await shown(id);
  assert.deepEqual([price.amount, availability, variants[0].price.amount], [77, 'out', 77]);
  await change(id, id, { price: { amount: 78 } });
  assert.equal((await shown(id)).price.amount, 78);
});

test('what is bought is found by the ids of variants, each with what is its own', async () => {
  const plain = (await shirt({ price: { amount: 77 } })).id;
  const { id, ids } = await inSizes('S', 'M');
  await change(id, ids[1]!, { picture: '/m.svg' });
  await told([{ product: ids[1], availability: 'in_stock', sequence: 1 }]);
  const { items } = (
    await send('GET', `/api/products?variantIds=${plain},${ids[1]},${id},${newId()}`, undefined, {})
  ).body;
  const found = new Map(
    items.map((one: { variant?: { id: string }; id: string }) => [one.variant?.id ?? one.id, one]),
  );
  assert.deepEqual([...found.keys()].toSorted(), [plain, ...ids].toSorted());
  const medium = found.get(ids[1]!) as Record<string, { amount: number }>;
  assert.deepEqual(
    [medium['id'], medium['price']!.amount, medium['priceTo'], medium['picture'], medium['availability']],
    [id, 1010, undefined, '/m.svg', 'in_stock'],
  );
  await remove(id, id);
  assert.deepEqual((await send('GET', `/api/products?variantIds=${id}`)).body.items, []);
});
