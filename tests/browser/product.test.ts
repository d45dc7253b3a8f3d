import assert from 'node:assert/strict';
import { test } from 'node:test';
import { brotliCompressSync } from 'node:zlib';
import { openShopWithPages } from './shop-with-pages.ts';

type Json = ReturnType<typeof JSON.parse>;

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

/** What a page says to machines. */
async function dataOf(path: string): Promise<Json[]> {
  const html = await (await get(path)).text();
  const scripts = html.matchAll(/<script type="application\/ld\+json">(.*?)<\/script>/g);
  return [...scripts].map(([, json]) => JSON.parse(json!));
}

test('a page tells in words of its reader what the product is, when it comes and what if one changes one’s mind', async () => {
  const html = await (await get(TEAPOT, { 'accept-language': 'ru' })).text();
  const pictures = [...html.matchAll(/id="picture-\d".*?<img src="([^"]+)" alt="([^"]+)"/g)];
  assert.deepEqual(
    pictures.map(([, url, alt]) => [url, alt]),
    [
      ['/pictures/glass-teapot.svg', 'Чайник заварочный стеклянный'],
      ['/pictures/glass-teapot-infuser.svg', 'Стальное ситечко, вынутое из чайника'],
      ['/pictures/glass-teapot-table.svg', 'Чайник с чаем и два стакана рядом'],
    ],
  );
  assert.match(html, /<dt[^>]*>Материал<\/dt><dd[^>]*>Боросиликатное стекло/);
  assert.match(
    html,
    /Закажите сегодня — привезём во? (воскресенье|понедельник|вторник|среду|четверг|пятницу|субботу), \d/,
  );
  assert.match(html, /Передумали\?/);
});

test('beside a product stand those of its shelf that cost about as much, and can be had', async () => {
  const { items } = (await shop.ask('GET', '/api/products?category=tea&limit=100')).body;
  const [teapot] = items.filter(({ slug }: Json) => TEAPOT.endsWith(slug));
  const ratio = ({ price }: Json) => Math.abs(Math.log(price.amount / teapot.price.amount));
  const nearest = items
    .filter((one: Json) => one !== teapot && one.availability !== 'out')
    .sort((a: Json, b: Json) => ratio(a) - ratio(b));
  const html = await (await get(TEAPOT)).text();
  const beside = html.slice(html.indexOf('You might also like'), html.indexOf('</main>'));
  const paths = [...beside.matchAll(/href="\/p\/([^"]+)"/g)].map(([, slug]) => slug);
  assert.deepEqual(
    paths,
    nearest.slice(0, 4).map(({ slug }: Json) => slug),
  );
});

test('an offer says to machines what it costs, how it is delivered and what can be given back', async () => {
  const data = await dataOf(TEAPOT);
  const product = data.find((one) => one['@type'] === 'Product');
  const { offers } = product;
  assert.ok(product.name && product.description && product.sku);
  assert.deepEqual([product.image.length, product.image[0]], [3, `${shop.url}/pictures/glass-teapot.svg`]);
  assert.ok(product.additionalProperty.every(({ name, value }: Json) => name && value));
  assert.deepEqual([offers.url, offers.price, offers.priceCurrency], [shop.url + TEAPOT, '1490.00', 'RUB']);
  assert.equal(offers.availability, 'https://schema.org/InStock');
  const { shippingDetails: delivery, hasMerchantReturnPolicy: returns } = offers;
  assert.deepEqual(delivery.shippingDestination, { '@type': 'DefinedRegion', addressCountry: 'RU' });
  assert.deepEqual(delivery.shippingRate, { '@type': 'MonetaryAmount', value: 0, currency: 'RUB' });
  for (const time of ['handlingTime', 'transitTime']) {
    const { minValue, maxValue, unitCode } = delivery.deliveryTime[time];
    assert.ok(minValue <= maxValue && unitCode === 'DAY', time);
  }
  assert.deepEqual([returns['@type'], returns.applicableCountry], ['MerchantReturnPolicy', 'RU']);
  assert.match(returns.returnPolicyCategory, /^https:\/\/schema\.org\/MerchantReturn/);
  assert.equal((await get(new URL(returns.merchantReturnLink).pathname)).status, 200);
  const crumbs = data.find((one) => one['@type'] === 'BreadcrumbList').itemListElement;
  assert.deepEqual(
    crumbs.map(({ position, item }: Json) => [position, item]),
    ['/', '/c/tea', TEAPOT].map((path, at) => [at + 1, shop.url + path]),
  );
});
