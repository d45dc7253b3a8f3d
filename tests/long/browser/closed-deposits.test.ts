import assert from 'node:assert/strict';
import { test } from 'node:test';
import { openBrowser } from '../../browser/chromium.ts';
import { openShopWithPages } from '../../browser/shop-with-pages.ts';
import { address, onShelf, payButton, putIn, thanks } from '../../browser/shopper.ts';
import { visit } from '../../browser/visitor.ts';

const shop = await openShopWithPages({ SAGASHOP_DEPOSITS: 'admin' });
const browser = await openBrowser();
const vase = await onShelf(shop, 45_000, 50);

test('where only the shop tops up, the review says so and makes no order; once it has, Pay is there', async () => {
  const { page, close } = await visit(browser, shop.url);
  await putIn(page, vase);
  await page.goto('/checkout');
  await address(page, 'guest-without-money');
  await page.getByRole('button', { name: 'Review your order' }).click();
  await page.getByText('In this shop, only staff can top up balances.').waitFor();
  assert.equal(await payButton(page).count(), 0);
  assert.equal(await page.getByRole('button', { name: 'Top up' }).count(), 0);
  const token = (await page.context().cookies()).find(({ name }) => name === 'sagashop_session')?.value;
  const { user } = await shop.must(200, shop.ask('GET', '/api/session', { as: token! }));
  const path = `/api/accounts/${user.id}/deposits`;
  await shop.must(201, shop.ask('POST', path, { as: shop.admin, body: { amount: 45_000 } }));
  await page.reload();
  await payButton(page).click();
  await thanks(page).waitFor();
  const orders = (await shop.ask('GET', '/api/orders?mine=true', { as: token! })).body.items;
  assert.equal(orders.length, 1);
  await close();
});
