import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { openCatalog } from '@sagashop/catalog/app';
import { seedCatalog } from '@sagashop/catalog/contract';
import { as, testApp, testContext } from '@sagashop/chassis/testing';
import { newId } from '@sagashop/kernel/ids';
import { makeProducts } from '../../bench/products.ts';
import { shopDatabases } from '../shop-databases.ts';

const peers = { ask: (async () => ({})) as never };
const { catalog: url } = await shopDatabases(['catalog']);
const context = testContext({ CATALOG_DATABASE_URL: url! }, peers);
const catalog = await openCatalog(context);
const app = testApp(catalog, context);
const base = await app.listen({ port: 0, host: '127.0.0.1' });
after(async () => {
  await app.close();
  await catalog.stop();
});

const made = makeProducts(4000);
const seeded = (await catalog.calls[seedCatalog.name]!(made as never)) as { products: string[] };

interface Body {
  items: { id: string; name: string; productId?: string; category: { slug: string } }[];
  nextCursor: string | null;
  facets: Record<'categories' | 'prices', { min: number; max: number; count: number }[]>;
}

async function get(path: string, query: Record<string, string>, language = 'ru') {
  const url = `${base}/api/products${path}?${new URLSearchParams(query)}`;
  const answer = await fetch(url, { headers: { 'accept-language': language } });
  return { status: answer.status, body: (await answer.json()) as Body };
}
const names = (body: Body) => body.items.map((item) => item.name);

async function pages(query: Record<string, string>, between = async () => {}) {
  const found: string[] = [];
  for (let cursor = ''; ; ) {
    const { status, body } = await get('', { ...query, ...(cursor && { cursor }) });
    assert.equal(status, 200, JSON.stringify(body));
    found.push(...body.items.map((item) => item.id));
    if (!body.nextCursor) return found;
    cursor = body.nextCursor;
    await between();
  }
}

test('a letter that is missing, wrong, doubled or swapped still finds what was meant', async () => {
  const typed = {
    чайник: ['чайнк', 'чайнек', 'чайниик', 'чйаник', 'ЧАЙНИКИ', 'чайн'],
    teapot: ['teapto', 'teapt', 'teappot', 'taepot', 'teapots'],
    ёжик: ['ежык', 'ежик', 'ёжык', 'ежки'],
    bicycle: ['bicycel', 'bycicle', 'bicycl'],
  };
  for (const [word, mistakes] of Object.entries(typed)) {
    for (const search of mistakes) {
      const { body } = await get('', { search }, /[a-z]/.test(word) ? 'en' : 'ru');
      assert.equal(body.items.length, 20, search);
      assert.ok(
        names(body).every((name) => name.toLowerCase().includes(word)),
        `${search}: ${names(body)[0]}`,
      );
    }
  }
});

test('the exact name comes first, then names that begin so', async () => {
  const { en } = made.products[1234]!.name;
  assert.equal(names((await get('', { search: en }, 'en')).body)[0], en);
  const { body } = await get('', { search: 'чайник', limit: '100' });
  assert.ok(names(body).every((name) => name.startsWith('Чайник ')));
});

test('pages of a search hold every product once while others come and go', async () => {
  for (const query of [
    { search: 'teapot' },
    { search: 'warm' },
    { search: 'red warm' },
    { search: 'чайнк', sort: 'price' },
  ]) {
    const before = await pages({ ...query, limit: '100' });
    assert.equal(new Set(before).size, before.length);
    const gone: string[] = [];
    const headers = as(newId(), { roles: ['owner'] });
    const seen = await pages({ ...query, limit: '40' }, async () => {
      const id = before[before.length - 1 - gone.length]!;
      gone.push(id);
      await app.inject({ method: 'DELETE', url: `/api/products/${id}`, headers });
      // A word that would from now on be what the mistyped one means.
      await catalog.calls[seedCatalog.name]!({
        categories: made.categories,
        products: [{ ...made.products[0]!, name: { en: `Warm teapot ${id}`, ru: `Чайнк ${id}` } }],
      } as never);
    });
    assert.equal(new Set(seen).size, seen.length);
    const lost = before.filter((id) => !gone.includes(id) && !seen.includes(id));
    assert.deepEqual(lost, []);
  }
  assert.equal(seeded.products.length, 4000);
});

test('what is typed so far is completed, with a mistake too, in products and categories', async () => {
  for (const q of ['скво', 'скворе', 'скврр', 'сквроеч']) {
    const { status, body } = await get('/suggestions', { q, limit: '5' });
    assert.equal(status, 200, q);
    assert.ok(body.items.length > 0 && body.items.length <= 5 && body.nextCursor === null, q);
    assert.ok(
      names(body).every((name) => /скворечник/i.test(name)),
      `${q}: ${names(body)}`,
    );
    assert.ok(body.items.every((item) => item.productId));
  }
  const kitchen = (await get('/suggestions', { q: 'Kitc' }, 'en')).body.items[0]!;
  assert.deepEqual([kitchen.name, kitchen.category.slug], ['Kitchen', 'made-kitchen']);
  for (const q of ['', '  ', '!!!', "':*", '🦔', '\0', 'x'.repeat(10_000)]) {
    assert.deepEqual((await get('/suggestions', { q })).body, { items: [], nextCursor: null }, q);
  }
  assert.equal((await get('/suggestions', {})).status, 422);
  assert.equal((await get('/suggestions', { q: 'a', limit: '0' })).status, 422);
});

test('facets count what the filters leave, and each band of prices is a filter', async () => {
  for (const query of [{}, { search: 'чайнк' }, { category: 'made-toys', minPrice: '100000' }]) {
    const all = (await pages({ ...query, limit: '100' })).length;
    const { facets } = (await get('', { ...query, facets: 'true', limit: '1' })).body;
    const sum = (list: { count: number }[]) => list.reduce((total, one) => total + one.count, 0);
    assert.deepEqual([sum(facets.categories), sum(facets.prices)], [all, all], JSON.stringify(query));
    const band = facets.prices.at(-1)!;
    const bounds = { minPrice: String(band.min), maxPrice: String(band.max) };
    assert.equal((await pages({ ...query, ...bounds, limit: '100' })).length, band.count);
  }
  assert.equal((await get('', {})).body.facets, undefined);
  const none = (await get('', { search: '!!!', facets: 'true' })).body;
  assert.deepEqual(none.facets, { categories: [], prices: [] });
});
