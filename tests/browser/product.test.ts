import assert from 'node:assert/strict';
import { test } from 'node:test';
import { brotliCompressSync } from 'node:zlib';
import { openShopWithPages } from './shop-with-pages.ts';

const MOST_SCRIPT = 115_000; // bytes in Brotli, for a product page
const TEAPOT = '/p/glass-teapot-with-an-infuser';

const shop = await openShopWithPages();
const get = (path: string, headers: Record<string, string> = {}) =>
  fetch(shop.url + path, { headers, redirect: 'manual' });

test('a product’s id and its old names lead to its address, with the language that was asked for', async () => {
  const shelf = (await shop.ask('GET', '/api/products?search=teapot')).body.items[0].category;
  const name = { en: 'A teapot of an old name', ru: 'Чайник' };
  const wish = { name, description: name, price: { amount: 100 }, categoryId: shelf.id };
  const made = (await shop.ask('POST', '/api/products', { as: shop.admin, body: wish })).body;
  const change = { as: shop.admin, body: { name: { en: 'A teapot of a new name' } } };
  await shop.ask('PATCH', `/api/products/${made.id}`, change);
  for (const old of [made.id, made.id.toUpperCase(), 'a-teapot-of-an-old-name', 'A-Teapot-of-a-New-Name']) {
    const answer = await get(`/p/${old}?lang=ru`);
    assert.deepEqual(
      [answer.status, answer.headers.get('location')],
      [301, '/p/a-teapot-of-a-new-name?lang=ru'],
      old,
    );
  }
  assert.equal((await get('/p/a-teapot-of-a-new-name')).status, 200);
  await shop.ask('DELETE', `/api/products/${made.id}`, { as: shop.admin });
});

test('what a product page loads is small, packed, and kept for ever', async () => {
  const html = await (await get(TEAPOT)).text();
  const waiting = [...html.matchAll(/"(\/assets\/[^"]+\.js)"/g)].map(([, path]) => path!);
  const seen = new Set<string>();
  let bytes = 0;
  while (waiting.length > 0) {
    const path = waiting.pop()!;
    if (seen.has(path)) continue;
    seen.add(path);
    const answer = await get(path, { 'accept-encoding': 'br' });
    assert.match(answer.headers.get('cache-control') ?? '', /immutable/);
    const script = await answer.text();
    bytes += Number(answer.headers.get('content-length')) || brotliCompressSync(script).length;
    // What it imports at once comes along; what it imports when it is needed does not.
    for (const [, name] of script.matchAll(/(?:from|import)\s*"\.\/([^"]+\.js)"/g))
      waiting.push(`/assets/${name}`);
  }
  assert.ok(seen.size > 3 && bytes < MOST_SCRIPT, `${seen.size} files, ${bytes} bytes`);
  const page = await get(TEAPOT, { 'accept-encoding': 'br' });
  assert.equal(page.headers.get('content-encoding'), 'br');
});
