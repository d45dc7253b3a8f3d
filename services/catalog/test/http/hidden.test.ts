import assert from 'node:assert/strict';
import { test } from 'node:test';
import { as } from '@sagashop/chassis/testing';
import { newId } from '@sagashop/kernel/ids';
import { openTestCatalog } from '../opened.ts';

const { send, category, product, productBody, service } = await openTestCatalog();

const nobody = {};
const statusFor = async (id: string, who: Record<string, string>) =>
  (await send('GET', `/api/products/${id}`, undefined, who)).status;
const found = async (query: string, who?: Record<string, string>) =>
  (await send('GET', `/api/products?${query}`, undefined, who)).body.items.map(
    ({ id }: { id: string }) => id,
  );
const hide = (id: string, published = false) => send('PATCH', `/api/products/${id}`, { published });
const priced = async (id: string) =>
  ((await service.calls['prices']!({ products: [id] } as never)) as { items: object[] }).items.length;

test('a hidden product is nowhere for customers, and comes back as it was', async () => {
  const shelf = await category({ en: 'Hides', ru: 'Прятки' });
  const { id, slug } = await product('Zyxwvut vase', 'Ваза зюйд', { categoryId: shelf.id });
  const traces = async () => [
    await statusFor(id, nobody),
    await statusFor(slug, as(newId())),
    await found('search=zyxwvut', nobody),
    await found(`category=${shelf.slug}`, nobody),
    await found(`ids=${id}`, nobody),
    (await send('GET', '/api/products/suggestions?q=zyxw', undefined, nobody)).body.items.length,
    await priced(id),
  ];
  const before = await traces();
  assert.deepEqual(before, [200, 200, [id], [id], [id], 1, 1]);
  const hidden = await hide(id);
  assert.deepEqual([hidden.status, hidden.body.published], [200, false]);
  assert.deepEqual(await traces(), [404, 404, [], [], [], 0, 0]);
  const edited = await send('PATCH', `/api/products/${id}`, {
    name: { en: 'Zyxwvut jar' },
    price: { amount: 7 },
  });
  assert.deepEqual([edited.body.name, edited.body.published], ['Zyxwvut jar', false]);
  assert.equal((await hide(id, true)).body.published, true);
  assert.deepEqual(await traces(), before);
});

test('staff find hidden products, alone or among the others; nobody else may ask', async () => {
  const shelf = await category({ en: 'Staff', ru: 'Штат' });
  const ids: string[] = [];
  for (const name of ['Alpha', 'Beta', 'Gamma'])
    ids.push((await product(`${name} lamp`, name, { categoryId: shelf.id })).id);
  const [alpha, beta, gamma] = ids as [string, string, string];
  await hide(beta);
  const list = (more: string) => found(`category=${shelf.id}&${more}`);
  assert.deepEqual(await list('published=any'), [gamma, beta, alpha]);
  assert.deepEqual(await list('published=false'), [beta]);
  assert.deepEqual(await list('published=true&sort=name'), [alpha, gamma]);
  assert.deepEqual(await list('published=any&search=BETA%20lam'), [beta]);
  assert.deepEqual(await list(`published=any&search=${gamma}`), [gamma]);
  assert.deepEqual(await list('published=any&availability=low'), []);
  for (const sort of ['newest', 'name', 'price', '-price']) {
    const all: string[] = [];
    for (let cursor = ''; cursor !== null; ) {
      const path = `/api/products?category=${shelf.id}&published=any&limit=1&sort=${sort}${cursor && `&cursor=${cursor}`}`;
      const { items, nextCursor } = (await send('GET', path)).body;
      all.push(...items.map(({ id }: { id: string }) => id));
      cursor = nextCursor;
    }
    assert.deepEqual(all.toSorted(), ids.toSorted(), sort);
  }
  for (const [who, status] of [
    [nobody, 401],
    [as(newId()), 403],
  ] as const)
    assert.equal((await send('GET', '/api/products?published=any', undefined, who)).status, status);
});

test('a product can be made hidden, and taken away while it is; its category stays meanwhile', async () => {
  const shelf = await category();
  const body = { ...(await productBody()), categoryId: shelf.id, published: false };
  const { id } = (await send('POST', '/api/products', body)).body;
  assert.deepEqual([await statusFor(id, nobody), await priced(id)], [404, 0]);
  assert.equal((await send('GET', `/api/products/${id}?languages=all`)).body.published, false);
  assert.equal((await send('GET', `/api/products/${id}?languages=all`, undefined, nobody)).status, 404);
  assert.equal((await send('DELETE', `/api/categories/${shelf.id}`)).body.code, 'category_in_use');
  assert.equal((await send('DELETE', `/api/products/${id}`)).status, 204);
  assert.equal((await send('GET', `/api/products/${id}`)).status, 404);
  assert.equal((await hide(id, true)).status, 404);
  assert.equal((await send('DELETE', `/api/categories/${shelf.id}`)).status, 204);
});

test('a hidden product keeps its address', async () => {
  const { id, slug } = await product('Only one', 'Один');
  await hide(id);
  const other = await product('Only one', 'Другой');
  assert.notEqual(other.slug, slug);
  await hide(id, true);
  assert.equal((await send('GET', `/api/products/${slug}`)).body.id, id);
});
