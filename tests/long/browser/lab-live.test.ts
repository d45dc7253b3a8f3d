import assert from 'node:assert/strict';
import { test } from 'node:test';
import { openBrowser } from '../../browser/chromium.ts';
import { FIRST_LOOK, noBarrier } from '../../browser/no-barrier.ts';
import { pagesBeside } from '../../browser/pages-beside.ts';
import { openShopWithPages } from '../../browser/shop-with-pages.ts';
import { isSignedIn } from '../../browser/shopper.ts';
import { visit } from '../../browser/visitor.ts';

const shop = await openShopWithPages();
const lab = await pagesBeside(shop, { SAGASHOP_LAB: '1' });
const browser = await openBrowser();
await shop.product(50_000, 1000);

test('while many buyers order, and while an audit is watched, the laboratory has no barrier; two runs at once are refused', async () => {
  const { page, said, close } = await visit(browser, lab.url, FIRST_LOOK);
  await isSignedIn(page, { ...shop, url: lab.url }, shop.admin);
  // These pages stand beside the gateway, not behind it.
  await page.route('**/api/audit/events*', (route) =>
    route.continue({ url: route.request().url().replace(lab.url, shop.url) }),
  );
  await page.goto('/learn/lab');
  await page.getByLabel('Orders a second').fill('5');
  await page.getByRole('spinbutton', { name: 'Seconds', exact: true }).fill('60');
  await page.getByRole('button', { name: 'Let them buy' }).press('Enter');
  const stop = page.getByRole('button', { name: 'Stop the buyers' });
  await stop.waitFor();
  const headers = { cookie: `sagashop_session=${shop.admin}`, origin: new URL(lab.url).origin };
  const body = new URLSearchParams({ act: 'many', perSecond: '1', for: '1' });
  const second = await fetch(`${lab.url}/learn/lab`, { method: 'POST', body, headers });
  assert.equal(second.status, 429);
  await noBarrier(page, 'the laboratory with buyers');
  await page.getByRole('button', { name: 'Audit now' }).press('Enter');
  await page.locator('.lab-audit li').first().waitFor();
  await noBarrier(page, 'the laboratory with an audit');
  await page.locator('.lab-audit[aria-busy="false"]').waitFor();
  await noBarrier(page, 'the laboratory after an audit');
  await stop.press('Enter');
  await stop.waitFor({ state: 'detached' });
  assert.deepEqual(said, []);
  await close();
});

test('a customer sees no audit, and asked for without scripts it is refused, as are buyers for less than one second', async () => {
  const { token } = await shop.customer();
  const headers = { cookie: `sagashop_session=${token}`, origin: new URL(lab.url).origin };
  const post = async (form: Record<string, string>) =>
    (await fetch(`${lab.url}/learn/lab`, { method: 'POST', body: new URLSearchParams(form), headers }))
      .status;
  assert.doesNotMatch(await (await fetch(`${lab.url}/learn/lab`, { headers })).text(), /Audit now/);
  assert.equal(await post({ act: 'audit' }), 403);
  for (const wrong of ['0', '-1', '1.5', '31', 'NaN', '', '1e9'])
    assert.equal(await post({ act: 'many', perSecond: '1', for: wrong }), 422, wrong);
  assert.equal((await shop.ask('GET', '/api/audit/events', { as: token })).status, 403);
  assert.equal((await shop.ask('GET', '/api/audit/events')).status, 401);
});
