import assert from 'node:assert/strict';
import { test } from 'node:test';
import { until } from '../../../cli/test/scratch.ts';
import { openBrowser } from '../../browser/chromium.ts';
import { pagesBeside } from '../../browser/pages-beside.ts';
import { openShopWithPages } from '../../browser/shop-with-pages.ts';
import { alive, visit } from '../../browser/visitor.ts';

const shop = await openShopWithPages();
const browser = await openBrowser();

const KEPT = `(async () => [
  (await navigator.serviceWorker.getRegistrations()).length,
  (await caches.keys()).length,
  (await caches.match('/', { ignoreVary: true })) ? 1 : 0,
])()`;

test('SAGASHOP_SERVICE_WORKER=off takes the worker, and what it kept, out of a browser that has it', async () => {
  const on = await pagesBeside(shop, {});
  const { page, close } = await visit(browser, on.url, { serviceWorkers: 'allow' });
  const kept = async () => (await page.evaluate(KEPT)) as number[];
  await page.goto('/');
  await alive(page);
  await until(async () => (await kept()).every((count) => count > 0));
  await on.stop();
  await page.goto('/');
  await alive(page);
  assert.equal(
    await page.locator('h1').count(),
    1,
    'without the pages’ process the worker shows what it kept',
  );
  await pagesBeside(shop, { SAGASHOP_SERVICE_WORKER: 'off' }, on.port);
  await page.goto('/');
  await until(async () => (await kept()).every((count) => count === 0));
  await page.goto('/shelves');
  await alive(page);
  await page.goto('/');
  await until(async () => (await kept()).every((count) => count === 0));
  await close();
});
