import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { test } from 'node:test';
import type { Page } from 'playwright-core';
import { openBrowser } from './chromium.ts';
import { DESKTOP, guestBuys, nameOf, PHONE } from './guest-purchase.ts';
import { openShopWithPages } from './shop-with-pages.ts';
import { address, isSignedIn, onShelf, payButton, putIn, thanks, toReview } from './shopper.ts';
import { alive, visit } from './visitor.ts';

const shop = await openShopWithPages();
const browser = await openBrowser();
const lamp = await onShelf(shop, 130_000, 500);

const submit = (page: Page) => page.locator('main form button[type=submit]').last();
const focused = (page: Page) => page.evaluate('document.activeElement.name');
const atReview = (page: Page) => page.waitForURL(/\/checkout\/review/);

for (const way of [
  { locale: 'en-GB', screen: PHONE, script: true },
  { locale: 'ru-RU', screen: DESKTOP, script: false },
] as const)
  test(`a guest buys with an e-mail address, a name and an address, on few pages: ${nameOf(way)}`, () =>
    guestBuys({ shop, browser }, lamp, way));

test('who signs in at the first step finds there what they had filled in before, and goes on', async () => {
  const username = `m-${randomUUID().slice(0, 13)}`;
  const body = { username, password: 'long-and-odd-7', email: `${username}@shop.test`, firstName: 'Maria' };
  await shop.must(201, shop.ask('POST', '/api/users', { body }));
  const { page, close } = await visit(browser, shop.url, { javaScriptEnabled: false });
  await putIn(page, lamp);
  await page.goto('/checkout');
  await page.getByLabel('E-mail').fill('somebody-else@shop.test');
  await page.getByLabel('Street').fill('Lindenallee 7');
  await page.getByLabel('Town or city').fill('Berlin');
  await page.getByRole('button', { name: 'Sign in' }).click();
  const cookies = await page.context().cookies();
  assert.doesNotMatch(cookies.map(({ value }) => Buffer.from(value, 'base64url')).join(), /Lindenallee/);
  await page.getByLabel('E-mail or username').fill(username);
  await page.getByLabel('Password').fill('wrong-and-odd-7');
  await page.getByRole('button', { name: 'Sign in' }).click();
  await page.getByText('Wrong e-mail, username or password.').waitFor();
  await page.getByLabel('Password').fill(body.password);
  await page.getByRole('button', { name: 'Sign in' }).click();
  await page.getByText(body.email).waitFor();
  assert.equal(await page.getByText('You were signed out').count(), 0);
  for (const [label, text] of Object.entries({ 'First name': 'Maria', Street: 'Lindenallee 7' }))
    assert.equal(await page.getByLabel(label).inputValue(), text);
  await submit(page).click();
  await submit(page).click();
  await page.getByText('Berlin, Lindenallee 7').waitFor();
  await close();
});

test('each part of the review can be changed, and comes back to it; a guest may write another e-mail address', async () => {
  const { page, close } = await visit(browser, shop.url, { viewport: { width: 1440, height: 900 } });
  await putIn(page, lamp);
  await page.goto('/checkout');
  await address(page, 'before-the-change');
  await submit(page).click();
  await atReview(page);
  await page.getByRole('link', { name: 'Change Contact details' }).click();
  await page.getByLabel('E-mail').fill('after-the-change@shop.test');
  await page.getByLabel('Phone').fill('+44 20 7946 0123');
  await submit(page).click();
  await atReview(page);
  for (const text of ['after-the-change@shop.test', '+44 20 7946 0123']) await page.getByText(text).waitFor();
  await page.getByRole('link', { name: 'Change Address' }).click();
  await page.getByLabel('Postcode').fill('1234');
  await submit(page).click();
  await page.getByText('This doesn’t look like a postcode. Example: 103375.').waitFor();
  assert.equal(await focused(page), 'zip');
  await page.getByLabel('Postcode').fill('101000');
  await submit(page).click();
  await atReview(page);
  await page.getByText('101000, Berlin').waitFor();
  await page.getByRole('link', { name: 'Change Delivery day' }).click();
  await page.getByRole('radio').nth(3).check();
  await submit(page).click();
  await atReview(page);
  await page.getByRole('link', { name: 'Change Your order' }).click();
  await page.getByRole('button', { name: 'Go to checkout' }).click();
  await atReview(page);
  await page.getByText('101000, Berlin, Lindenallee 7').waitFor();
  await close();
});

test('what is missing is topped up once: pressed twice, in two tabs, and after an answer that was lost', async () => {
  const customer = await shop.customer(30_000);
  const { page, close } = await visit(browser, shop.url);
  await isSignedIn(page, shop, customer.token);
  await putIn(page, lamp);
  await page.goto('/checkout');
  await address(page);
  await submit(page).click();
  const topUp = (of: Page) => of.getByRole('button', { name: 'Top up ₽1,000' });
  await topUp(page).waitFor();
  await alive(page);
  const tab = await page.context().newPage();
  await tab.goto('/checkout/review');
  await alive(tab);
  await page.route('**/checkout/top-up*', (route) => route.fetch().then(() => route.abort()), { times: 1 });
  await Promise.all([topUp(page).click(), topUp(tab).dblclick({ noWaitAfter: true })]);
  await tab.getByRole('button', { name: 'Pay ₽1,300' }).waitFor();
  await page.goto('/checkout/review');
  await payButton(page).waitFor();
  assert.equal((await customer.get('/api/account')).body.available.amount, 130_000);
  await payButton(page).click();
  await thanks(page).waitFor();
  const { items } = (await customer.get('/api/orders?mine=true')).body;
  assert.deepEqual(
    items.map(({ status }: { status: string }) => status),
    ['confirmed'],
  );
  await close();
});

test('the checkout leads nowhere by accident, and says what is bought at each step', async () => {
  const customer = await shop.customer(1_000_000);
  const { page, close } = await visit(browser, shop.url, { viewport: { width: 1440, height: 900 } });
  await isSignedIn(page, shop, customer.token);
  await putIn(page, lamp);
  await toReview(page);
  for (const path of ['/checkout', '/checkout/day', '/checkout/review']) {
    await page.goto(path);
    assert.equal(await page.getByRole('searchbox').or(page.getByRole('combobox')).count(), 0, path);
    assert.equal(await page.locator('header a').count(), 2, `${path}: home and cart`);
    assert.ok(await page.getByText('Teapot').first().isVisible(), path);
    assert.ok(await page.locator('main .niche img').first().isVisible(), path);
  }
  await page.getByRole('link', { name: 'Read the terms' }).waitFor();
  await page.getByText('Help').click();
  await page.getByText('You get the whole order, or you pay nothing.').waitFor();
  await close();
});
