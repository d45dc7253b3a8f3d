import assert from 'node:assert/strict';
import { test } from 'node:test';
import { openBrowser } from './chromium.ts';
import { FIRST_LOOK, noBarrier } from './no-barrier.ts';
import { openShopWithPages } from './shop-with-pages.ts';
import { isSignedIn } from './shopper.ts';
import { alive, visit } from './visitor.ts';

const shop = await openShopWithPages();
const browser = await openBrowser();

test('staff come from the menu to the map, which follows what the shop is asked and stands still when it is told to', async () => {
  const { page, said, close } = await visit(browser, shop.url, FIRST_LOOK);
  await isSignedIn(page, shop, shop.admin);
  await page.setViewportSize({ width: 1280, height: 900 });
  await page.goto('/admin');
  await page.getByRole('link', { name: 'Services', exact: true }).click();
  await page.getByRole('heading', { level: 1, name: 'The services at work' }).waitFor();
  await alive(page);
  await page.getByRole('button', { name: 'Pause' }).waitFor();
  const catalog = page
    .locator('tr', { has: page.locator('th a[href="#catalog"]') })
    .locator('td')
    .first();
  for (let n = 0; n < 20; n += 1) await shop.must(200, shop.ask('GET', '/api/categories'));
  await catalog.filter({ hasText: /[1-9]/ }).waitFor();
  assert.match(await page.locator('.system-map .system-rate').first().innerHTML(), /\d/);
  await page.locator('#order > summary').click();
  await page.locator('#order .system-chart table').waitFor();
  await noBarrier(page, 'system');
  await page.getByRole('button', { name: 'Pause' }).click();
  await page.getByRole('button', { name: 'Pause', pressed: true }).waitFor();
  assert.deepEqual(said, [], 'the page breaks no policy');
  await close();
});

test('without JavaScript the map and its tables are there, and are asked for again by a link', async () => {
  const { page, close } = await visit(browser, shop.url, { ...FIRST_LOOK, javaScriptEnabled: false });
  await isSignedIn(page, shop, shop.admin);
  await page.goto('/system');
  await page.getByText('All services are ready.').waitFor();
  await page.getByRole('link', { name: 'Refresh' }).click();
  for (const name of ['gateway', 'web', 'order', 'payment'])
    assert.equal(await page.locator(`.system-table a[href="#${name}"]`).count(), 1, name);
  assert.equal((await page.locator('.system-map line').count()) > 10, true);
  await close();
});

test('in a shop to learn from customers look as well, and nobody is sent to sign in', async () => {
  const { token } = await shop.customer();
  const look = (cookie: string) => fetch(`${shop.url}/system`, { headers: { cookie }, redirect: 'manual' });
  assert.equal((await look(`sagashop_session=${token}`)).status, 200);
  assert.equal((await look('')).status, 302);
});
