import assert from 'node:assert/strict';
import { test } from 'node:test';
import { gzipSync } from 'node:zlib';
import { MENU } from '../../web/app/admin/menu.ts';
import { openShopWithPages } from './shop-with-pages.ts';

const shop = await openShopWithPages();
const MOST_MORE = 40_000; // bytes, packed with gzip, that a page of the back office may need beyond a product's

/** The scripts, texts and style sheets of a page, by their paths. */
async function filesOf(path: string, token = ''): Promise<Map<string, string>> {
  const headers = token ? { cookie: `sagashop_session=${token}` } : {};
  const html = await (await fetch(shop.url + path, { headers })).text();
  const found = new Set(html.match(/\/assets\/[\w.-]+\.(?:js|json|css)\b/g));
  assert.ok(found.size > 5, path);
  const read = async (file: string) => [file, await (await fetch(shop.url + file)).text()] as const;
  return new Map(await Promise.all([...found].map(read)));
}

const { id } = (await shop.ask('GET', '/api/products?search=teapot')).body.items[0];
const product = await filesOf(`/p/${id}`);

test('no page of the shop loads what the back office is made of, or says', async () => {
  for (const files of [product, await filesOf('/'), await filesOf('/cart'), await filesOf('/sign-in')]) {
    for (const [file, text] of files) {
      if (/\/manifest-/.test(file)) continue; // where each page's files are
      assert.ok(!/["'`]admin\.\w/.test(text), `${file} says texts of the back office`);
      assert.ok(!/\.admin-(?:menu|table)\b/.test(text), `${file} has its styles`);
    }
  }
});

test('a page of the back office weighs little more than one of the shop', async () => {
  const goods = await shop.product(1_000, 5);
  const buyer = await shop.customer(10_000);
  const { id: order } = await shop.must(201, buyer.order([{ productId: goods, quantity: 1 }]));
  const ofOne = [`/admin/products/${goods}`, `/admin/stock/${goods}`, `/admin/orders/${order}`];
  for (const path of [...MENU.map((place) => place.path), '/admin/products/sheet', ...ofOne]) {
    const more = [...(await filesOf(path, shop.admin))].filter(([file]) => !product.has(file));
    const bytes = more.reduce((sum, [, text]) => sum + gzipSync(text).length, 0);
    assert.ok(bytes <= MOST_MORE, `${path}: ${bytes} bytes in ${more.map(([file]) => file).join(' ')}`);
  }
});
