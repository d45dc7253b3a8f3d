import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Page } from 'playwright-core';
import { until } from '../../../cli/test/scratch.ts';
import { openBrowser } from '../../browser/chromium.ts';
import { openShopWithPages } from '../../browser/shop-with-pages.ts';
import { isSignedIn, onShelf, thanks } from '../../browser/shopper.ts';
import { visit } from '../../browser/visitor.ts';
import { ordered } from '../../journeys/test-shop.ts';

const shop = await openShopWithPages();
const browser = await openBrowser();

const ask = (page: Page) => page.getByRole('button', { name: 'Tell me when it’s back' });
const receive = (product: string, quantity: number) =>
  shop.must(201, shop.ask('POST', `/api/stock/${product}/receipts`, { as: shop.admin, body: { quantity } }));
/** What somebody is sent of a kind, as an owner reads it where none is sent. */
async function mailTo(email: string, kind: string): Promise<string> {
  let found: { to: string; body: string } | undefined;
  await until(async () => {
    const { items } = (await shop.ask('GET', `/api/mails?limit=100&kind=${kind}`, { as: shop.admin })).body;
    found = items.find(({ to }: { to: string }) => to === email);
    return found !== undefined;
  });
  return found!.body;
}
const linkIn = (body: string, way: string) => new RegExp(`/back-in-stock/${way}/\\S+`).exec(body)![0];

test('without JavaScript an address is asked, confirmed and told of what is there, and ends it by the mail’s link', async () => {
  const id = await shop.product(5_000, 0);
  const email = `kate-${id}@shop.test`;
  const { page, close } = await visit(browser, shop.url, { javaScriptEnabled: false });
  await page.goto(`/p/${id}`);
  await ask(page).click();
  await ask(page).click();
  await page.getByLabel('E-mail').fill('no address');
  await ask(page).click();
  await page.getByText('This doesn’t look like an e-mail').waitFor();
  assert.equal(await page.getByLabel('E-mail').inputValue(), 'no address');
  await page.getByLabel('E-mail').fill(email);
  await ask(page).click();
  await page.getByText('A link is on its way to you.').waitFor();
  await page.goto(linkIn(await mailTo(email, 'confirm_reminder'), 'confirm'));
  await page.getByRole('button', { name: 'Yes, tell me' }).click();
  await page.getByRole('heading', { name: 'You’ll hear from us' }).waitFor();
  await receive(id, 1);
  const told = await mailTo(email, 'back_in_stock');
  assert.match(told, new RegExp(`/p/${id}\n`));
  await page.goto(linkIn(told, 'stop'));
  await page.getByRole('button', { name: 'Don’t tell me' }).click();
  await page.getByRole('heading', { name: 'No more mails like this' }).waitFor();
  await close();
});

test('nothing is offered of an order of which nothing is left, and never for more than was shown', async () => {
  const [gone, there] = await Promise.all([shop.product(4_000, 0), onShelf(shop, 1_000, 50)]);
  const { token } = await shop.customer(1_000_000);
  const refuse = async (products: string[]) => {
    const lines = products.map((productId) => ({ productId, quantity: 1 }));
    return String((await ordered(shop.ask, token, { lines })).body.orderId);
  };
  const { page, close } = await visit(browser, shop.url, { javaScriptEnabled: false });
  await isSignedIn(page, shop, token);
  await page.goto(`/orders/${await refuse([gone])}`);
  await page.getByRole('button', { name: 'Order again' }).waitFor();
  assert.equal(await page.getByText('Order without').count(), 0);
  await page.goto(`/orders/${await refuse([gone, there])}`);
  const headers = { 'content-type': 'application/json' };
  const body = { price: { amount: 1_500, currency: 'RUB' } };
  await shop.must(200, shop.ask('PATCH', `/api/products/${there}`, { as: shop.admin, body, headers }));
  await page.getByRole('button', { name: 'Order without it · ₽10' }).click();
  await page.getByText('A price has just changed.').waitFor();
  await page.getByRole('button', { name: 'Order without it · ₽15' }).click();
  await thanks(page).waitFor();
  await close();
});
