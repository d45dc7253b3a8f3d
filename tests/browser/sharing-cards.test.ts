import assert from 'node:assert/strict';
import { test } from 'node:test';
import { inflateSync } from 'node:zlib';
import { openShopWithPages } from './shop-with-pages.ts';

const shop = await openShopWithPages();

const get = (path: string, headers: Record<string, string> = {}) =>
  fetch(new URL(path, shop.url), { headers, redirect: 'manual' });

/** The address of a page's card. */
async function cardOf(page: string): Promise<string> {
  const html = await (await get(page)).text();
  assert.match(html, /<meta name="twitter:card" content="summary_large_image"/);
  return new URL(/<meta property="og:image" content="([^"]+)"/.exec(html)![1]!).pathname;
}

/** How many different bytes the pixels of a PNG have: one that is blank has next to none. */
function variety(png: Buffer): number {
  const parts: Buffer[] = [];
  for (let at = 8; at < png.length; at += 12 + png.readUInt32BE(at)) {
    if (png.subarray(at + 4, at + 8).toString() === 'IDAT')
      parts.push(png.subarray(at + 8, at + 8 + png.readUInt32BE(at)));
  }
  return new Set(inflateSync(Buffer.concat(parts))).size;
}

test('home, shelf and product have cards of 1200 × 630 that say what they are, for good', async () => {
  const { items } = (await shop.ask('GET', '/api/products?category=tea&limit=1')).body;
  const pages = ['/', '/c/tea', `/p/${items[0].slug}`, `/p/${items[0].slug}?lang=ru`];
  const cards = await Promise.all(pages.map(cardOf));
  assert.equal(new Set(cards).size, 4);
  for (const card of cards) {
    const answer = await get(card, { 'accept-encoding': 'br' });
    assert.equal(answer.status, 200, card);
    const head = (name: string) => answer.headers.get(name);
    assert.deepEqual([head('content-type'), head('content-encoding')], ['image/png', null]);
    assert.match(head('cache-control')!, /immutable/);
    const png = Buffer.from(await answer.arrayBuffer());
    assert.deepEqual([png.readUInt32BE(16), png.readUInt32BE(20)], [1200, 630]);
    assert.ok(variety(png) > 50, `${card} has ${variety(png)} different bytes`);
    const again = await get(card, { 'if-none-match': head('etag')!, cookie: 'sagashop_language=en' });
    assert.equal(again.status, 304);
  }
});

test('any other address of a card leads to the one that there is, and of nothing there is none', async () => {
  const { items } = (await shop.ask('GET', '/api/products?limit=1')).body;
  const card = await cardOf(`/p/${items[0].slug}`);
  const other = card.replace(/[\w-]{12}\.png$/, 'AAAAAAAAAAAA.png');
  const answer = await get(other);
  assert.deepEqual([answer.status, answer.headers.get('location')], [302, card]);
  for (const none of [
    card.replace('/en-', '/fr-'),
    card.replace(items[0].id, '018f0000-0000-7000-8000-000000000000'),
    '/cards/c/none/en-AAAAAAAAAAAA.png',
    '/cards/x/y/en-AAAAAAAAAAAA.png',
    '/cards/shop/en.png',
  ])
    assert.equal((await get(none)).status, 404, none);
});

test('a home screen and a browser find an icon of each size', async () => {
  const { icons } = (await (await get('/manifest.webmanifest')).json()) as { icons: { src: string }[] };
  for (const path of ['/favicon.ico', '/apple-touch-icon.png', ...icons.map(({ src }) => src)])
    assert.equal((await get(path)).status, 200, path);
});
