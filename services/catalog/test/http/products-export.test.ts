import assert from 'node:assert/strict';
import { test } from 'node:test';
import { as } from '@sagashop/chassis/testing';
import { newId } from '@sagashop/kernel/ids';
import { ADMIN, openTestCatalog } from '../opened.ts';

const { app, category, product, goods, stock } = await openTestCatalog();

const file = (query: string, headers = ADMIN) =>
  app.inject({ url: `/api/exports/products.csv${query}`, headers });

test('the products that staff see leave as a file, filtered as the list is, and harmless in a sheet', async () => {
  const shelf = await category();
  const more = { categoryId: shelf.id, price: { amount: 129950 } };
  const { id } = await product('=2+5', 'Ваза; синяя', more);
  const hidden = await product('Hidden vase', 'Скрытая ваза', { ...more, published: false });
  await product('Elsewhere', 'В другом месте');
  goods.set(id, { onHand: 1, reserved: 0, threshold: null, place: 'A-12' });
  const whole = await file(`?category=${shelf.slug}`);
  assert.deepEqual(
    [whole.statusCode, whole.headers['content-type']],
    [200, 'text/csv; charset=utf-8; header=present'],
  );
  const [head, second, first, end] = whole.body.split('\r\n');
  assert.match(
    head!,
    /^\ufeffid,slug,nameEn,nameRu,descriptionEn,descriptionRu,price,currency,category,availability,published,place$/,
  );
  assert.ok(first!.startsWith(`${id},2-5,'=2+5,"Ваза; синяя",`), first);
  assert.ok(first!.endsWith(`,1299.50,RUB,${shelf.slug},out,yes,A-12`), first);
  assert.ok(second!.startsWith(hidden.id) && second!.endsWith(',no,'), second);
  assert.equal(end, '');
  const rows = async (query: string) =>
    (await file(`?category=${shelf.id}&${query}`)).body.split('\r\n').length - 2;
  assert.deepEqual(
    [await rows('published=false'), await rows('search=vase'), await rows('minPrice=200000')],
    [1, 1, 0],
  );
  assert.equal((await file('?published=maybe')).statusCode, 422);
  assert.deepEqual([(await file('', {})).statusCode, (await file('', as(newId()))).statusCode], [401, 403]);
});

test('while stock is away there is no file, and no half of one', async () => {
  await product('Bowl', 'Миска');
  stock.away = true;
  const answer = await file('');
  stock.away = false;
  assert.equal(answer.statusCode, 500, 'what the test’s stock throws, before anything was sent');
  assert.match(answer.headers['content-type'] as string, /json/);
});
