import assert from 'node:assert/strict';
import { test } from 'node:test';
import { png } from '@sagashop/pictures/testing';
import type { Page } from 'playwright-core';
import { ordered } from '../journeys/test-shop.ts';
import { openBrowser } from './chromium.ts';
import { ACCOUNT_PAGES, GUEST_PAGES, pagesFor } from './every-page.ts';
import { FIRST_LOOK, noBarrier } from './no-barrier.ts';
import { openShopWithPages } from './shop-with-pages.ts';
import { address, isSignedIn, onShelf, putIn, thanks } from './shopper.ts';
import { visit } from './visitor.ts';

const shop = await openShopWithPages();
const browser = await openBrowser();
const id = await onShelf(shop, 250_000, 50);

/** A guest, and the order that they have paid for. */
async function guestWithOrder() {
  const body = { email: 'gisela@shop.test', firstName: 'Gisela' };
  const { token } = await shop.must(201, shop.ask('POST', '/api/guests', { body }));
  await shop.must(201, shop.ask('POST', '/api/account/deposits', { as: token, body: { amount: 250_000 } }));
  const placed = await ordered(shop.ask, token, { lines: [{ productId: id, quantity: 1 }] });
  assert.equal(placed.status, 201);
  return { token, order: String(placed.body.id) };
}

/** From an empty cart to an order and its cancellation, with a look at each page and what it says when one errs. */
async function buying(page: Page, token: string): Promise<void> {
  await putIn(page, id);
  await noBarrier(page, 'put in');
  await page.goto('/cart');
  await noBarrier(page, 'cart');
  await page.getByRole('button', { name: 'Go to checkout' }).click();
  await page.getByLabel('Street').waitFor();
  await noBarrier(page, 'address');
  await page.getByLabel('First name').fill(' ');
  await page.getByLabel('Street').fill(' ');
  await page.getByLabel('Town or city').fill('Berlin');
  await page.getByRole('button', { name: 'Choose a delivery day' }).click();
  await page.getByText('Please fill this in.').first().waitFor();
  assert.equal(await page.evaluate('document.activeElement.name'), 'firstName');
  await noBarrier(page, 'address with errors');
  await address(page);
  await page.getByRole('button', { name: 'Review your order' }).waitFor();
  await noBarrier(page, 'day');
  await page.getByRole('button', { name: 'Review your order' }).click();
  await page.getByRole('button', { name: /^Pay/ }).waitFor();
  await noBarrier(page, 'review');
  const refused = await ordered(shop.ask, token, { lines: [{ productId: id, quantity: 60 }] });
  await page.goto(`/checkout/review?order=${refused.body.orderId}`);
  await page.getByText('Teapot: you wanted 60, ').waitFor();
  await noBarrier(page, 'refused');
  await page.getByRole('button', { name: /^Pay/ }).click();
  await thanks(page).waitFor();
  await page.getByText('Cancel order').click();
  await noBarrier(page, 'order');
  await page.getByRole('button', { name: 'Yes, cancel it' }).click();
  await page.getByRole('heading', { level: 1, name: 'This order was cancelled' }).waitFor();
  const focused = await page.evaluate('document.activeElement.textContent');
  assert.match(String(focused), /^This order was cancelled/);
  await noBarrier(page, 'cancelled order');
}

/** Addresses: none, one with errors beside it, one that is being changed, and the choice at the checkout. */
async function addresses(page: Page): Promise<void> {
  await page.goto('/account/addresses');
  await noBarrier(page, 'no addresses');
  await page.getByLabel('Street').fill('Lindenallee 7');
  await page.getByLabel('Town or city').fill('Berlin');
  await page.getByRole('button', { name: 'Save address' }).click();
  await page.getByText('Saved.').waitFor();
  await noBarrier(page, 'an address');
  await page.getByLabel('Street').fill(' ');
  await page.getByLabel('Town or city').fill(' ');
  await page.getByRole('button', { name: 'Save address' }).click();
  await page.getByText('Please fill this in.').first().waitFor();
  await noBarrier(page, 'an address with errors');
  await page.getByRole('link', { name: 'Change Berlin, Lindenallee 7' }).click();
  await page.getByRole('heading', { name: 'Change this address' }).waitFor();
  await noBarrier(page, 'changing an address');
  await putIn(page, id);
  await page.goto('/checkout');
  await noBarrier(page, 'choice of an address');
  await page.getByRole('radio', { name: 'Another address' }).check();
  await page.getByLabel('Street').waitFor();
  await noBarrier(page, 'another address');
}

/** What was delivered is sent back for what is in the cart, with a photo that is none first; then it is looked at as asked for. */
async function sendingBack(page: Page, customer: Awaited<ReturnType<typeof shop.customer>>): Promise<void> {
  const order = (await customer.order([{ productId: id, quantity: 1 }])).body;
  const post = (path: string) => shop.must(201, shop.ask('POST', path, { as: shop.admin, body: {} }));
  const parcel = await post(`/api/orders/${order.id}/shipments`);
  for (const act of ['handover', 'delivery']) await post(`/api/shipments/${parcel.id}/${act}`);
  await putIn(page, id);
  await page.goto(`/orders/${order.id}`);
  await page.getByText('Return something…').click();
  await page.getByLabel(/^What’s in my cart/).check();
  await noBarrier(page, 'return');
  await page.getByLabel('Teapot: how many of 1').fill('1');
  await page.getByLabel('Why are you returning it?').fill('The lid is chipped');
  const file = page.getByLabel('A photo of it');
  await file.setInputFiles({ name: 'lid.jpg', mimeType: 'image/jpeg', buffer: Buffer.from('none') });
  await page.getByRole('button', { name: 'Ask to return these' }).click();
  await page.getByText('This is no picture that we can read.').waitFor();
  await noBarrier(page, 'return with an error');
  await file.setInputFiles({ name: 'lid.png', mimeType: 'image/png', buffer: await png(80, 60) });
  await page.getByRole('button', { name: 'Ask to return these' }).click();
  await page.getByText('We’ll order it for you once everything is here').waitFor();
  await noBarrier(page, 'return that was asked for');
  const [{ id: asked }] = (await customer.get(`/api/orders/${order.id}`)).body.returns;
  await post(`/api/returns/${asked}/approval`);
  await page.reload();
  await page.getByRole('link', { name: 'Your photo' }).waitFor();
  await noBarrier(page, 'return that was approved');
}

test('no page has a barrier that axe knows', async () => {
  const { page, close } = await visit(browser, shop.url, FIRST_LOOK);
  for (const path of [...pagesFor(`/p/${id}`), '/p/chess-set']) {
    await page.goto(path);
    await noBarrier(page, path);
  }
  await close();
});

test('no page of a guest who has ordered has a barrier that axe knows', async () => {
  const { page, close } = await visit(browser, shop.url, FIRST_LOOK);
  const { token, order } = await guestWithOrder();
  await isSignedIn(page, shop, token);
  for (const path of [...GUEST_PAGES, `/orders/${order}`]) {
    await page.goto(path);
    assert.equal(new URL(page.url()).pathname, path, 'it is shown');
    await noBarrier(page, path);
  }
  await close();
});

test('no page of an account and of a purchase has a barrier that axe knows', async () => {
  const { token } = await shop.customer(100_000_000);
  const { page, close } = await visit(browser, shop.url, FIRST_LOOK);
  await isSignedIn(page, shop, token);
  await buying(page, token);
  await addresses(page);
  for (const path of ACCOUNT_PAGES) {
    await page.goto(path);
    await noBarrier(page, path);
  }
  await close();
});

test('sending something back, with a photo and for something else, has no barrier that axe knows', async () => {
  const customer = await shop.customer(100_000_000);
  const { page, close } = await visit(browser, shop.url, FIRST_LOOK);
  await isSignedIn(page, shop, customer.token);
  await sendingBack(page, customer);
  await close();
});
