import assert from 'node:assert/strict';
import { test } from 'node:test';
import { until } from '../../cli/test/scratch.ts';
import { openBrowser } from './chromium.ts';
import { FIRST_LOOK, noBarrier } from './no-barrier.ts';
import { pagesBeside } from './pages-beside.ts';
import { openShopWithPages } from './shop-with-pages.ts';
import { isSignedIn } from './shopper.ts';
import { visit } from './visitor.ts';

const shop = await openShopWithPages();
const lab = await pagesBeside(shop, { SAGASHOP_LAB: '1' });
const browser = await openBrowser();
const clock = await shop.product(50_000, 100);

test('something is foretold and broken by keyboard, strikes an order, and is stopped from any page', async () => {
  const customer = await shop.customer(10_000_000);
  const { page, said, close } = await visit(browser, lab.url, FIRST_LOOK);
  await isSignedIn(page, { ...shop, url: lab.url }, customer.token);
  await page.goto('/learn/lab');
  await page.getByRole('combobox', { name: 'What goes wrong' }).selectOption('refuse');
  await page.getByRole('combobox', { name: 'Where' }).selectOption('stock.reserve');
  await page.getByRole('radio', { name: 'It turns back' }).press('Space');
  await page.getByRole('button', { name: 'Break it' }).press('Enter');
  await page.getByText('It hasn’t struck yet.').waitFor();
  const body = { lines: [{ productId: clock, quantity: 1 }] };
  const placed = await shop.ask('POST', '/api/orders', { as: customer.token, body });
  assert.deepEqual([placed.status, placed.body.code], [409, 'out_of_stock']);
  // The page counts by itself.
  await page.getByText('It went as you predicted:').waitFor();
  await noBarrier(page, 'the laboratory');
  await page.goto(`/orders/${placed.body.orderId}/saga`);
  await page.getByText('Struck here: A participant refuses').waitFor();
  await page.goto('/account');
  const banner = page.getByRole('complementary', { name: 'Laboratory' });
  await banner.getByText('1 hit').waitFor();
  await banner.getByRole('button', { name: 'Stop everything' }).press('Enter');
  await page.waitForURL(/\/learn\/lab$/);
  assert.equal(await banner.count(), 0);
  const { body: now } = await shop.ask('GET', '/api/lab', { as: customer.token });
  assert.deepEqual(now.active, []);
  assert.deepEqual(said, []);
  await close();
});

test('many buyers order so many a second, and what they were answered is counted; too many are refused', async () => {
  const customer = await shop.customer(10_000_000);
  const headers = { cookie: `sagashop_session=${customer.token}`, origin: new URL(lab.url).origin };
  const post = (perSecond: number) => {
    const body = new URLSearchParams({ act: 'many', perSecond: String(perSecond), for: '1' });
    return fetch(`${lab.url}/learn/lab`, { method: 'POST', body, headers, redirect: 'manual' });
  };
  const refused = await post(21);
  assert.equal(refused.status, 422);
  assert.match(await refused.text(), /At most 20 orders a second(.|\n)*value="21"/);
  assert.equal((await post(5)).status, 302);
  await until(async () =>
    /5 of 5 answered/.test(await (await fetch(`${lab.url}/learn/lab`, { headers })).text()),
  );
  const { body } = await shop.ask('GET', '/api/orders', { as: customer.token });
  assert.equal(body.items.length, 5);
});

test('without JavaScript the form keeps what was chosen, says what is wrong, and everything can be stopped', async () => {
  const customer = await shop.customer();
  const cookie = `sagashop_session=${customer.token}`;
  const post = async (form: Record<string, string>) => {
    const init = { method: 'POST', body: new URLSearchParams(form), redirect: 'manual' as const };
    const { origin } = new URL(lab.url);
    const response = await fetch(`${lab.url}/learn/lab`, { ...init, headers: { cookie, origin } });
    return { status: response.status, html: await response.text() };
  };
  const wish = { act: 'begin', fault: 'slow', how: 'each', scope: 'mine', seconds: '60', target: '' };
  const unsaid = await post(wish);
  assert.equal(unsaid.status, 422);
  assert.match(unsaid.html, /Say first what you expect/);
  assert.match(unsaid.html, /<option value="slow" selected/);
  const wrong = await post({ ...wish, foretold: 'whole', target: 'payment.steal', seconds: '3600' });
  assert.equal(wrong.status, 422);
  assert.match(wrong.html, /This fault can’t be made/);
  assert.equal((await post({ ...wish, foretold: 'whole' })).status, 302);
  const home = await (await fetch(lab.url, { headers: { cookie } })).text();
  assert.match(home, /1 fault is active/);
  assert.equal((await post({ act: 'stop-all' })).status, 302);
  assert.doesNotMatch(await (await fetch(lab.url, { headers: { cookie } })).text(), /fault is active/);
});
