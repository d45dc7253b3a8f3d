import assert from 'node:assert/strict';
import { test } from 'node:test';
import { newId } from '@sagashop/kernel/ids';
import { openTestCatalog } from '../opened.ts';

const { send, category, product } = await openTestCatalog();

const [one, two] = [await category({ en: 'One', ru: 'Первая' }), await category({ en: 'Two', ru: 'Вторая' })];
for (let n = 0; n < 23; n += 1) {
  await product(`Thing ${n % 5}`, `Ёлка ${n}`, {
    categoryId: n % 2 ? two.id : one.id,
    price: { amount: 100 + (n % 7) },
  });
}

interface Item {
  id: string;
  name: string;
  price: { amount: number };
  category: { id: string };
}

async function pages(query: string, limit: number): Promise<Item[]> {
  const items: Item[] = [];
  for (let cursor = ''; ; ) {
    const { status, body } = await send(
      'GET',
      `/api/products?${query}&limit=${limit}&cursor=${cursor}`.replace(/&cursor=$/, ''),
    );
    assert.equal(status, 200, JSON.stringify(body));
    assert.ok(body.items.length <= limit);
    items.push(...body.items);
    if (body.nextCursor === null) return items;
    cursor = body.nextCursor;
  }
}

test('each order comes in pages without gaps or repetitions, ties by the id', async () => {
  const key = (sort: string, item: Item) =>
    sort === 'name'
      ? item.name
      : sort === 'newest'
        ? 0
        : sort === 'price'
          ? item.price.amount
          : -item.price.amount;
  for (const sort of ['price', '-price', 'name', 'newest']) {
    const all = await pages(`sort=${sort}`, 100);
    assert.equal(all.length, 23);
    assert.deepEqual(await pages(`sort=${sort}`, 4), all);
    const way = sort === '-price' || sort === 'newest' ? -1 : 1;
    const sorted = [...all].sort((a, b) => {
      const [x, y] = [key(sort, a), key(sort, b)];
      return x < y ? -1 : x > y ? 1 : a.id < b.id ? -way : way;
    });
    assert.deepEqual(all, sorted, sort);
  }
  assert.deepEqual(await pages('', 100), await pages('sort=newest', 100));
});

test('a category is named by its id or its slug; an unknown one has no products', async () => {
  const byId = await pages(`category=${one.id}`, 5);
  assert.equal(byId.length, 12);
  assert.ok(byId.every((item) => item.category.id === one.id));
  assert.deepEqual(await pages(`category=${one.slug}`, 5), byId);
  for (const unknown of [newId(), 'no-such', '%00', "'", '%20']) {
    assert.deepEqual(await pages(`category=${unknown}`, 5), [], unknown);
  }
});

test('a slug that is written as an id names its category, unless a category has that id', async () => {
  const slug = newId();
  const name = { en: 'Odd', ru: 'Странная' };
  const { body: odd } = await send('POST', '/api/categories', { slug, name });
  const thing = await product('Odd thing', 'Странность', { categoryId: odd.id });
  await send('POST', '/api/categories', { slug: one.id, name });
  for (const query of ['', 'sort=name&', 'minPrice=1&', 'search=odd&', 'search=odd&minPrice=1&']) {
    const found = await pages(`${query}category=${slug}`, 5);
    assert.deepEqual(
      found.map(({ id }) => id),
      [thing.id],
      query,
    );
  }
  assert.equal((await pages(`category=${one.id}`, 5)).length, 12);
  await send('DELETE', `/api/products/${thing.id}`);
});

test('prices are limited from both sides, and the limits are included', async () => {
  const some = await pages('minPrice=102&maxPrice=104&sort=price', 2);
  assert.deepEqual([...new Set(some.map((item) => item.price.amount))], [102, 103, 104]);
  assert.deepEqual(await pages('minPrice=9007199254740991', 5), []);
  const narrow = await pages(`minPrice=102&maxPrice=104&category=${two.slug}&search=thing&sort=name`, 2);
  assert.ok(narrow.length > 0 && narrow.length < some.length);
});

test('a query that does not fit is refused with its path', async () => {
  const wrong = [
    'limit=0',
    'limit=101',
    'limit=abc',
    'limit=1.5',
    'sort=best',
    'minPrice=abc',
    'minPrice=-1',
  ];
  for (const query of [
    ...wrong,
    'maxPrice=1e300',
    'maxPrice=',
    'cursor=broken',
    'cursor=',
    'search=a&search=b',
  ]) {
    const { status, body } = await send('GET', `/api/products?${query}`);
    assert.deepEqual([status, body.code], [422, 'validation_failed'], query);
    assert.equal(body.errors[0].path, query.split('=')[0], query);
  }
});

test('a cursor of another order, or one that was tampered with, is refused', async () => {
  const { nextCursor } = (await send('GET', '/api/products?sort=price&limit=2')).body;
  const cursors = [
    ['price', 1.5, newId()],
    ['price', 1e300, newId()],
    ['price', '5', newId()],
    ['price', null, newId()],
    ['price', 5, 'x'],
    ['price', 5],
    { price: 5 },
  ].map((key) => Buffer.from(JSON.stringify(key)).toString('base64url'));
  const queries = [`sort=name&cursor=${nextCursor}`, `cursor=${nextCursor}`, `search=x&cursor=${nextCursor}`];
  for (const query of [...queries, ...cursors.map((cursor) => `sort=price&cursor=${cursor}`)]) {
    const { status, body } = await send('GET', `/api/products?${query}`);
    assert.deepEqual([status, body.code, body.errors?.[0].path], [422, 'validation_failed', 'cursor'], query);
  }
});
