import assert from 'node:assert/strict';
import { test } from 'node:test';
import { as } from '@sagashop/chassis/testing';
import { newId } from '@sagashop/kernel/ids';
import { ADMIN, openTestCatalog } from '../opened.ts';

const { send, category, product, productBody, stock } = await openTestCatalog();

test('a product that an administrator adds is shown in the language that is asked for', async () => {
  const kitchen = await category();
  const body = {
    ...(await productBody()),
    name: { en: 'Cup', ru: 'Чашка' },
    categoryId: kitchen.id,
    picture: '/c.svg',
  };
  const made = await send('POST', '/api/products', body);
  assert.equal(made.status, 201);
  const expected = {
    id: made.body.id,
    slug: 'cup',
    name: 'Cup',
    description: 'It serves.',
    price: { amount: 129900, currency: 'RUB' },
    category: { id: kitchen.id, slug: kitchen.slug, name: kitchen.name },
    availability: 'out',
    picture: '/c.svg',
    pictures: [{ url: '/c.svg', alt: 'Cup' }],
    facts: [],
    published: true,
  };
  assert.deepEqual(made.body, expected);
  const russian = await send('GET', `/api/products/${expected.id}`, undefined, {
    'accept-language': 'fr, ru-RU;q=0.9, en;q=0.1',
  });
  assert.deepEqual([russian.headers['content-language'], russian.headers['vary']], ['ru', 'accept-language']);
  const category2 = { ...expected.category, name: 'Кухня' };
  assert.deepEqual(russian.body, {
    ...expected,
    name: 'Чашка',
    description: 'Она служит.',
    category: category2,
    pictures: [{ url: '/c.svg', alt: 'Чашка' }],
  });
  const both = await send('GET', `/api/products/${expected.id}?languages=all`);
  const { name, description } = body;
  assert.deepEqual(both.body, { ...expected, name, description, pictures: [{ url: '/c.svg' }] });
});

test('products are read by their ids, as many as a page shows; those that are not for sale are left out', async () => {
  const [one, two, gone] = [
    await product('First', 'Первый'),
    await product('Second', 'Второй'),
    await product('Gone', 'Прошлый'),
  ];
  await send('DELETE', `/api/products/${gone.id}`);
  const ids = [two.id, gone.id, one.id, newId()].join();
  const { body } = await send('GET', `/api/products?ids=${ids}`, undefined, { 'accept-language': 'ru' });
  assert.deepEqual(body.items.map(({ name }: { name: string }) => name).sort(), ['Второй', 'Первый']);
  assert.equal(body.nextCursor, null);
  for (const wrong of ['', 'none', `${ids},`, Array(101).fill(one.id).join()])
    assert.equal((await send('GET', `/api/products?ids=${wrong}`)).status, 422, wrong);
});

test('stock knows a product as soon as it is made', async () => {
  const { id } = await product('Known to stock', 'Известен складу');
  assert.ok(stock.opened.includes(id));
});

test('only an administrator writes, and that is said before what was written is looked at', async () => {
  const { id } = await product('Guarded', 'Под охраной');
  const paths: ['POST' | 'PATCH' | 'DELETE', string][] = [
    ['POST', '/api/products'],
    ['PATCH', `/api/products/${id}`],
    ['DELETE', `/api/products/${id}`],
    ['POST', '/api/categories'],
    ['PATCH', `/api/categories/${newId()}`],
    ['DELETE', `/api/categories/${newId()}`],
  ];
  for (const [method, path] of paths) {
    const body = method === 'DELETE' ? undefined : { nonsense: 1 };
    assert.equal((await send(method, path, body, {})).body.code, 'not_signed_in', `${method} ${path}`);
    assert.equal((await send(method, path, body, as(newId()))).body.code, 'forbidden', `${method} ${path}`);
  }
});

test('what does not fit is refused with its path', async () => {
  const body = await productBody();
  const wrong: [object, string][] = [
    [{ name: { en: 'Only English' } }, 'name.ru'],
    [{ name: { en: ' ', ru: 'x' } }, 'name.en'],
    [{ price: { amount: 0 } }, 'price.amount'],
    [{ price: { amount: 1.5 } }, 'price.amount'],
    [{ price: { amount: '5' } }, 'price.amount'],
    [{ price: { amount: 1e12 + 1 } }, 'price.amount'],
    [{ categoryId: newId() }, 'categoryId'],
    [{ categoryId: 'kitchen' }, 'categoryId'],
    [{ colour: 'red' }, 'colour'],
  ];
  for (const [more, path] of wrong) {
    const answer = await send('POST', '/api/products', { ...body, ...more });
    const { code, errors } = answer.body;
    assert.deepEqual([answer.status, code, errors?.[0].path], [422, 'validation_failed', path]);
  }
  const dollars = await send('POST', '/api/products', { ...body, price: { amount: 1, currency: 'USD' } });
  assert.deepEqual([dollars.status, dollars.body.code], [422, 'wrong_currency']);
});

test('a product is changed in the parts that are sent', async () => {
  const { id } = await product('Pan', 'Сковорода', { picture: '/pan.svg' });
  const other = await category({ en: 'Garden', ru: 'Сад' });
  const change = { name: { en: 'Frying pan' }, price: { amount: 5 }, categoryId: other.id, picture: null };
  const after = await send('PATCH', `/api/products/${id}`, change);
  assert.equal(after.status, 200);
  const { name, price, category: inside, picture, description } = after.body;
  assert.deepEqual([name, price.amount, inside.id, picture], ['Frying pan', 5, other.id, null]);
  assert.equal(description, 'It serves.');
  assert.equal((await send('PATCH', `/api/products/${id}`, {})).body.name, 'Frying pan');
  const unknown = await send('PATCH', `/api/products/${id}`, { categoryId: newId() });
  assert.deepEqual([unknown.body.code, unknown.body.errors[0].path], ['validation_failed', 'categoryId']);
});

test('a product that was removed is nowhere any more', async () => {
  const { id } = await product('Soon gone', 'Скоро исчезнет');
  assert.equal((await send('DELETE', `/api/products/${id}`)).status, 204);
  assert.equal((await send('DELETE', `/api/products/${id}`)).status, 404);
  assert.equal((await send('PATCH', `/api/products/${id}`, {})).status, 404);
  assert.equal((await send('GET', `/api/products/${id}`)).body.code, 'not_found');
  assert.deepEqual((await send('GET', '/api/products?search=gone')).body.items, []);
});

test('an id that is unknown or no UUID is not found', async () => {
  for (const id of [newId(), '5', 'x'.repeat(400), '%00', "'--"]) {
    assert.equal((await send('GET', `/api/products/${id}`)).status, 404, id);
  }
});

test('with an Idempotency-Key a product is added once', async () => {
  const headers = { ...ADMIN, 'idempotency-key': newId() };
  const body = await productBody();
  const answers = await Promise.all([1, 2, 3].map(() => send('POST', '/api/products', body, headers)));
  assert.equal(new Set(answers.map((answer) => answer.body.id)).size, 1);
  assert.equal(answers.filter((answer) => answer.headers['idempotency-replayed']).length, 2);
  const other = await send('POST', '/api/products', { ...body, price: { amount: 7 } }, headers);
  assert.equal(other.body.code, 'idempotency_key_reused');
});
