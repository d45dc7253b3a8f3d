import assert from 'node:assert/strict';
import { test } from 'node:test';
import { AxeBuilder } from '@axe-core/playwright';
import { openBrowser } from './chromium.ts';
import { openShopWithPages } from './shop-with-pages.ts';
import { visit } from './visitor.ts';

const shop = await openShopWithPages();
const browser = await openBrowser();
const { id } = (await shop.ask('GET', '/api/products?search=teapot')).body.items[0];
const PAGES = [
  ...['/', '/c/tea', '/c/books?min=500&max=999', '/search', '/search?q=xqzzkw', `/p/${id}`],
  ...['/sign-in', '/sign-up', '/cart', '/terms', '/privacy', '/nope'],
];

for (const colorScheme of ['light', 'dark'] as const) {
  test(`no page has a barrier that axe knows, ${colorScheme}`, async () => {
    const width = colorScheme === 'light' ? 390 : 1280;
    const { page, close } = await visit(browser, shop.url, { colorScheme, viewport: { width, height: 900 } });
    for (const path of PAGES) {
      await page.goto(path);
      const { violations } = await new AxeBuilder({ page }).analyze();
      const told = violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.html).join(' ')}`);
      assert.deepEqual(told, [], path);
    }
    await close();
  });
}
