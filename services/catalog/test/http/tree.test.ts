import assert from 'node:assert/strict';
import { test } from 'node:test';
import { newId } from '@sagashop/kernel/ids';
import { openTestCatalog } from '../opened.ts';

const { send, category, product } = await openTestCatalog();

const move = (id: string, parentId: string | null) => send('PATCH', `/api/categories/${id}`, { parentId });
const list = async (query: string) => (await send('GET', `/api/products?${query}`)).body;
const idsOf = ({ items }: { items: { id: string }[] }) => items.map(({ id }) => id);

test('a shelf shows the goods of those that stand in it, in every order, and counts them', async () => {
  const home = await category({ en: 'Household', ru: 'Домашнее' });
  const cook = await category({ en: 'Cooking', ru: 'Готовка' });
  const pans = await category({ en: 'Skillets', ru: 'Сковородки' });
  const other = await category({ en: 'Elsewhere', ru: 'Прочее' });
  const made: string[] = [];
  for (const [at, shelf] of [home, cook, pans, other].entries())
    made.push(
      (await product(`Item ${at}`, `Вещь ${at}`, { categoryId: shelf.id, price: { amount: 100 + at } })).id,
    );
  const [inHome, inCook, inPans] = made as [string, string, string];
  await move(cook.id, home.id);
  assert.equal((await move(pans.id, cook.id)).body.parentId, cook.id);
  assert.deepEqual(idsOf(await list(`category=${home.slug}`)), [inPans, inCook, inHome]);
  assert.deepEqual(idsOf(await list(`category=${home.id}&sort=price`)), [inHome, inCook, inPans]);
  assert.deepEqual(idsOf(await list(`category=${cook.slug}&minPrice=102`)), [inPans]);
  assert.deepEqual(idsOf(await list(`category=${home.slug}&published=any`)), [inPans, inCook, inHome]);
  const first = await list(`category=${home.slug}&limit=2`);
  const rest = await list(`category=${home.slug}&limit=2&cursor=${first.nextCursor}`);
  assert.deepEqual([...idsOf(first), ...idsOf(rest)], [inPans, inCook, inHome]);
  // Searching for a shelf finds what stands in it as well.
  assert.deepEqual(idsOf(await list('search=household')).toSorted(), [inHome, inCook, inPans].toSorted());
  for (const facets of ['true', 'choices']) {
    const { categories } = (await list(`category=${home.slug}&facets=${facets}`)).facets;
    const counts = Object.fromEntries(
      categories.map((one: { slug: string; count: number }) => [one.slug, one.count]),
    );
    assert.deepEqual([counts[home.slug], counts[cook.slug], counts[pans.slug]], [3, 2, 1], facets);
  }
  assert.deepEqual(idsOf((await send('GET', `/api/categories?parent=${home.id}`)).body), [cook.id]);
  const roots = idsOf((await send('GET', '/api/categories?parent=none')).body);
  assert.ok(roots.includes(home.id) && !roots.includes(cook.id));
  assert.equal((await send('DELETE', `/api/categories/${cook.id}`)).body.code, 'category_in_use');
});

test('no category stands in itself, not below itself either, nor too deep', async () => {
  const row = [await category(), await category(), await category(), await category(), await category()];
  const [a, b, c, d, e] = row.map(({ id }) => id) as [string, string, string, string, string];
  for (const [id, parent] of [
    [b, a],
    [c, b],
    [d, c],
  ] as const)
    assert.equal((await move(id, parent)).status, 200);
  for (const [id, parent] of [
    [a, a],
    [a, b],
    [a, d],
    [e, d],
    [a, e],
    [a, newId()],
  ] as const) {
    const { status, body } = await move(id, parent);
    assert.deepEqual([status, body.errors[0].path], [422, 'parentId'], body.errors[0].message);
  }
  const body = { slug: `s-${newId()}`, name: { en: 'X', ru: 'Х' }, parentId: d };
  assert.equal((await send('POST', '/api/categories', body)).status, 422);
  assert.equal((await send('POST', '/api/categories', { ...body, parentId: c, place: 3 })).body.place, 3);
  assert.equal((await move(d, null)).body.parentId, null);
});

test('two categories that are put into each other at once make no ring', async () => {
  for (let round = 0; round < 10; round += 1) {
    const [a, b] = [await category(), await category()];
    const answers = await Promise.all([move(a.id, b.id), move(b.id, a.id)]);
    assert.deepEqual(answers.map(({ status }) => status).toSorted(), [200, 422]);
  }
});
