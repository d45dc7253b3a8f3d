import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { connect } from '@sagashop/chassis/postgres/connect';
import type { Tx } from '@sagashop/chassis/postgres/sql';
import { newId } from '@sagashop/kernel/ids';
import { openTestCatalog } from '../opened.ts';

const { url, send, category, product } = await openTestCatalog();
const sql = connect(url, { name: 'test', max: 1 });
after(() => sql.end());

test('categories are listed by their name in the language, page by page', async () => {
  const names = [
    { en: 'Books', ru: 'Книги' },
    { en: 'Apples', ru: 'Яблоки' },
    { en: 'cheese', ru: 'Ёмкости' },
  ];
  for (const name of names) await category(name);
  const list = async (language: string) =>
    (await send('GET', '/api/categories', undefined, { 'accept-language': language })).body.items;
  assert.deepEqual(
    (await list('en')).map((item: { name: string }) => item.name),
    ['Apples', 'Books', 'cheese'],
  );
  assert.deepEqual(
    (await list('ru')).map((item: { name: string }) => item.name),
    ['Ёмкости', 'Книги', 'Яблоки'],
  );
  const first = (await send('GET', '/api/categories?limit=2')).body;
  const second = (await send('GET', `/api/categories?limit=2&cursor=${first.nextCursor}`)).body;
  assert.deepEqual([...first.items, ...second.items], await list('en'));
  assert.equal((await send('GET', '/api/categories?cursor=x')).body.code, 'validation_failed');
});

test('a slug belongs to one category', async () => {
  const [one, two] = [await category(), await category()];
  const name = { en: 'Other', ru: 'Другая' };
  const again = await send('POST', '/api/categories', { slug: one.slug, name });
  assert.deepEqual([again.status, again.body.code], [409, 'slug_taken']);
  assert.equal(
    (await send('PATCH', `/api/categories/${two.id}`, { slug: one.slug })).body.code,
    'slug_taken',
  );
  const after = await send('PATCH', `/api/categories/${two.id}`, { name: { en: 'Other' } });
  assert.deepEqual(after.body, { ...two, name: 'Other' });
  assert.equal((await send('POST', '/api/categories', { slug: 'Two Words', name })).status, 422);
});

test('a category goes only when no product in it is for sale', async () => {
  const { id } = await category();
  const cup = await product('Cup', 'Чашка', { categoryId: id });
  const refused = await send('DELETE', `/api/categories/${id}`);
  assert.deepEqual([refused.status, refused.body.code], [409, 'category_in_use']);
  await send('DELETE', `/api/products/${cup.id}`);
  assert.equal((await send('DELETE', `/api/categories/${id}`)).status, 204);
  assert.equal((await send('DELETE', `/api/categories/${id}`)).status, 404);
  assert.equal((await send('PATCH', `/api/categories/${newId()}`, {})).status, 404);
});

test('a category that goes locks its products in the order in which news of them do', async () => {
  const { id } = await category();
  const [first, second] = [
    await product('A', 'А', { categoryId: id }),
    await product('B', 'Б', { categoryId: id }),
  ];
  // The rows lie in another order than that of their ids, and are so few that all are read.
  for (const { id } of [second, first]) await send('DELETE', `/api/products/${id}`);
  await sql`analyze products`;
  const lock = (tx: Tx, { id }: { id: string }) => tx`select from products where id = ${id} for update`;
  const waits = async (tx: Tx) =>
    (await tx`select from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`)
      .length;
  let gone: ReturnType<typeof send> | undefined;
  await sql.begin(async (tx) => {
    await lock(tx, first);
    gone = send('DELETE', `/api/categories/${id}`);
    while ((await waits(tx)) === 0);
    await lock(tx, second);
  });
  assert.equal((await gone)?.status, 204);
});

test('of a product that comes and its category that goes at once, one gives way', async () => {
  for (let round = 0; round < 20; round += 1) {
    const { id } = await category();
    const [made, gone] = await Promise.all([
      product('Late', 'Поздно', { categoryId: id }),
      send('DELETE', `/api/categories/${id}`),
    ]);
    const outcome = [made.code ?? 'made', gone.body?.code ?? 'gone'];
    assert.ok(
      ['made category_in_use', 'validation_failed gone'].includes(outcome.join(' ')),
      outcome.join(' '),
    );
  }
});
