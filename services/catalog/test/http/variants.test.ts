import assert from 'node:assert/strict';
import { test } from 'node:test';
import { as } from '@sagashop/chassis/testing';
import { newId } from '@sagashop/kernel/ids';
import { openTestVariants } from './opened-variants.ts';

const { service, send, sql, shirt, add, change, remove, list, shown, inSizes } = await openTestVariants();

test('a product is had as itself alone until variants are added, the first of which is what it was', async () => {
  const { id } = await shirt({ price: { amount: 900 } });
  const [itself] = await list(id);
  assert.deepEqual(itself, {
    ...{ id, options: {}, name: '', availability: 'out' },
    price: { amount: 900, currency: 'RUB' },
  });
  const first = await add(id, { size: 'S' }, 1000, { picture: '/s.svg' });
  assert.equal(first.status, 201);
  const { id: firstId, options, name, price, picture } = first.body;
  assert.deepEqual([firstId, options, name, price.amount, picture], [id, { size: 'S' }, 'S', 1000, '/s.svg']);
  const second = await add(id, { size: 'M' }, 1200);
  assert.notEqual(second.body.id, id);
  assert.deepEqual(
    (await list(id)).map((one: { name: string }) => one.name),
    ['S', 'M'],
  );
  const { price: from, priceTo, variantCount, options: chosen } = await shown(id);
  assert.deepEqual([from.amount, priceTo.amount, variantCount], [1000, 1200, 2]);
  assert.deepEqual(chosen, [
    {
      ...{ key: 'size', name: 'Size' },
      values: ['S', 'M'].map((value) => ({ value, name: value })),
    },
  ]);
  const [listed] = (await send('GET', `/api/products?ids=${id}`)).body.items;
  assert.deepEqual([listed.price.amount, listed.priceTo.amount, listed.variantCount], [1000, 1200, 2]);
});

test('options are called in each language as staff say, and variants with them', async () => {
  const { id } = await shirt();
  await add(id, { colour: 'red', size: 'S' });
  await add(id, { size: 'M', colour: 'blue' });
  const options = [
    { key: 'size', name: { en: 'Size', ru: 'Размер' }, values: [] },
    {
      key: 'colour',
      name: { en: 'Colour', ru: 'Цвет' },
      values: [{ value: 'red', name: { en: 'crimson', ru: 'багряный' } }],
    },
  ];
  assert.equal((await send('PATCH', `/api/products/${id}`, { options })).status, 200);
  const { variants, options: inRussian } = await shown(id, { 'accept-language': 'ru' });
  assert.deepEqual(
    variants.map((one: { name: string }) => one.name),
    ['S, багряный', 'M, blue'],
  );
  assert.deepEqual(
    inRussian.map((one: { name: string }) => one.name),
    ['Размер', 'Цвет'],
  );
  assert.deepEqual((await send('GET', `/api/products/${id}?languages=all`)).body.options, options);
  assert.equal((await add(id, { size: 'L', colour: 'red' })).body.name, 'L, crimson');
  const found = await send('GET', '/api/products?search=crimson', undefined, {});
  assert.deepEqual(
    found.body.items.map((one: { id: string }) => one.id),
    [id],
  );
  const twice = await send('PATCH', `/api/products/${id}`, { options: [options[0], options[0]] });
  assert.deepEqual([twice.status, twice.body.errors[0].path], [422, 'options.1.key']);
});

test('two variants of a product are never the same, and say of the same options', async () => {
  const { id, ids } = await inSizes('S', 'M');
  assert.deepEqual((await add(id, { size: 'M' })).body.code, 'variant_exists');
  assert.deepEqual((await change(id, ids[1]!, { options: { size: 'S' } })).body.code, 'variant_exists');
  assert.equal((await add(id, { colour: 'red' })).status, 422);
  assert.equal((await add(id, { size: 'L', colour: 'red' })).status, 422);
  assert.equal((await add(id, {})).status, 422);
  assert.equal((await change(id, ids[0]!, { options: {} })).status, 422);
  assert.equal((await change(id, ids[0]!, { options: { size: 'S', colour: 'red' } })).status, 200);
  assert.equal((await list(id)).length, 2);
});

test('what is no option, no price or no variant is refused, and nothing is changed', async () => {
  const { id, ids } = await inSizes('S', 'M');
  const before = await list(id);
  const huge = 'x'.repeat(1_000_000);
  for (const options of [
    null,
    'M',
    [],
    { 'a b': 'M' },
    { '': 'M' },
    { size: '' },
    { size: ' ' },
    { size: 1 },
    { size: null },
  ])
    assert.equal((await add(id, options as object)).status, 422, JSON.stringify(options));
  for (const options of [
    { size: '\0' },
    { size: 'x\0y' },
    { size: '\ud800' },
    { size: huge.slice(0, 900_000) },
  ])
    assert.equal((await add(id, options)).status, 422);
  for (const key of ['constructor ', 'a_b', huge.slice(0, 1000)])
    assert.equal((await add(id, JSON.parse(`{"${key}":"x"}`))).status, 422, key.slice(0, 20));
  assert.equal((await add(id, { size: huge })).status, 413);
  const six = Object.fromEntries(['a', 'b', 'c', 'd', 'e', 'f'].map((key) => [key, 'x']));
  assert.equal((await add(id, six)).status, 422);
  for (const amount of [0, -1, 1.5, 1e13, '5'])
    assert.equal((await add(id, { size: 'L' }, amount as number)).status, 422);
  assert.equal((await add(newId(), { size: 'L' })).status, 404);
  assert.equal((await change(id, newId(), { price: { amount: 5 } })).status, 404);
  const other = await inSizes('S', 'M');
  assert.equal((await change(id, other.ids[1]!, { price: { amount: 5 } })).status, 404);
  assert.equal((await remove(id, other.ids[1]!)).status, 404);
  for (const nonsense of ['x', '%00', "'"])
    assert.equal((await change(id, nonsense, { options: {} })).status, 404);
  assert.deepEqual(await list(id), before);
  assert.equal((await change(id, ids[0]!.toUpperCase(), { picture: null })).status, 200);
});

test('nobody but staff writes variants, and a key makes one', async () => {
  const { id } = await inSizes('S', 'M');
  const path = `/api/products/${id}/variants`;
  const body = { options: { size: 'L' }, price: { amount: 5 } };
  for (const [who, status] of [
    [{}, 401],
    [as(newId()), 403],
  ] as const)
    assert.equal((await send('POST', path, body, who as Record<string, string>)).status, status);
  const keyed = { ...as(newId(), { roles: ['clerk'] }), 'idempotency-key': 'L' };
  const [one, other] = [await send('POST', path, body, keyed), await send('POST', path, body, keyed)];
  assert.deepEqual([one.status, other.status], [201, 201]);
  assert.equal(one.body.id, other.body.id);
  assert.equal((await list(id)).length, 3);
});

test('variants of a hidden product are seen by whoever sees the product', async () => {
  const { id } = await shirt({ published: false });
  assert.equal((await list(id, as(newId(), { roles: ['packer'] }))).length, 1);
  assert.equal((await send('GET', `/api/products/${id}/variants`, undefined, as(newId()))).status, 404);
});

test('a product has a hundred variants at most', async () => {
  const { id } = await inSizes(...Array.from({ length: 100 }, (_, n) => `${n}`));
  const more = await add(id, { size: 'one more' });
  assert.deepEqual([more.status, more.body.code], [422, 'validation_failed']);
  assert.equal((await shown(id)).variants.length, 100);
});

test('a variant that is taken away is bought no more, the last one stays, and another may be what it was', async () => {
  const { id, ids } = await inSizes('S', 'M');
  assert.equal((await remove(id, id)).status, 204);
  assert.equal((await remove(id, id)).status, 404);
  assert.deepEqual(
    (await list(id)).map((one: { id: string }) => one.id),
    [ids[1]],
  );
  assert.equal((await remove(id, ids[1]!)).body.code, 'last_variant');
  assert.equal((await shown(id)).price.amount, 1010);
  const again = await add(id, { size: 'S' });
  assert.ok(!ids.includes(again.body.id));
  const { items } = (await service.calls['names']!({ products: ids } as never)) as {
    items: { id: string; gone?: boolean }[];
  };
  assert.deepEqual(
    new Map(items.map((one) => [one.id, one.gone === true])),
    new Map(ids.map((one) => [one, one === id])),
    'who waits for it is told that it is gone',
  );
});

test('two who change a variant are shown both values, and the log has what each has changed', async () => {
  const { id, ids } = await inSizes('S', 'M');
  const was = { price: { amount: 1010, currency: 'RUB' } };
  assert.equal((await change(id, ids[1]!, { price: { amount: 800, currency: 'RUB' }, was })).status, 200);
  const late = await change(id, ids[1]!, { price: { amount: 900, currency: 'RUB' }, was });
  assert.deepEqual([late.status, late.body.code], [409, 'edit_conflict']);
  await change(id, ids[1]!, { price: { amount: 800 } });
  await remove(id, ids[1]!);
  const rows =
    await sql`select action, before, after from audit_log where subject = ${`product:${id}`} order by id`;
  assert.deepEqual(
    rows.map(({ action }) => action),
    ['product.create', 'variant.create', 'variant.create', 'variant.change', 'variant.delete'],
  );
  assert.deepEqual(rows[3]!['before'], { variantId: ids[1], price: 1010 });
  assert.deepEqual(rows[3]!['after'], { variantId: ids[1], price: 800 });
});

test('many who add variants to one product at once are all heard, and none is there twice', async () => {
  const { id } = await shirt();
  const sizes = Array.from({ length: 12 }, (_, n) => `${n % 6}`);
  const answers = await Promise.all(sizes.map((size) => add(id, { size })));
  assert.equal(answers.filter(({ status }) => status === 201).length, 6);
  assert.equal(answers.filter(({ body }) => body.code === 'variant_exists').length, 6);
  assert.equal((await shown(id)).variantCount, 6);
});
