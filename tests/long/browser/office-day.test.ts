import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Locator, Page } from 'playwright-core';
import { until } from '../../../cli/test/scratch.ts';
import { openBrowser } from '../../browser/chromium.ts';
import { openShopWithPages } from '../../browser/shop-with-pages.ts';
import { isSignedIn, onShelf } from '../../browser/shopper.ts';
import { alive, focusIsVisible, visit } from '../../browser/visitor.ts';

const shop = await openShopWithPages();
await shop.courier(1000);
const browser = await openBrowser();
const alice = await shop.customer(10_000_000);
const MOST_STOPS = 150;

const read = async (path: string) => (await shop.ask('GET', path, { as: shop.admin })).body;

/** Whether the list of orders, which lags a moment, has this one. */
const listed = async (number: string, state = '') =>
  (await read(`/api/orders?q=${number}${state}`)).items.length === 1;

/** Goes from stop to stop with Tab until the one that is meant has the focus, which shows it. */
async function tabTo(page: Page, there: Locator): Promise<void> {
  for (let stops = 0; stops < MOST_STOPS; stops += 1) {
    if ((await there.and(page.locator(':focus')).count()) > 0) return focusIsVisible(page);
    await page.keyboard.press('Tab');
  }
  assert.fail(`no way to ${there}`);
}

/** Opens a page of the back office as the owner, without a mouse. */
async function owner(path: string, options = {}) {
  const visited = await visit(browser, shop.url, { viewport: { width: 1280, height: 900 }, ...options });
  await isSignedIn(visited.page, shop, shop.admin);
  await visited.page.goto(path);
  await alive(visited.page);
  return visited;
}

test('the owner’s morning, by keyboard alone: goods come in, a price falls, a product is hidden, an order is cancelled and its money seen', async () => {
  const product = await onShelf(shop, 1_500, 20);
  const { body: order } = await alice.order([{ productId: product, quantity: 2 }]);
  await until(() => listed(order.number));
  const { page, said, close } = await owner('/admin/stock');
  const { keyboard } = page;
  const told = (text: string | RegExp) => page.getByText(text).first().waitFor();

  await tabTo(page, page.locator(`form:has(input[value="${product}"]) input[name=quantity]`));
  await keyboard.type('12');
  await keyboard.press('Enter');
  await told('30 pieces on hand now.');

  await page.goto(`/admin/products/${product}`);
  await alive(page);
  await tabTo(page, page.getByLabel('Price', { exact: true }));
  await keyboard.press('Control+a');
  await keyboard.type('13');
  await tabTo(page, page.getByLabel('Customers see it', { exact: true }));
  await keyboard.press('Space');
  await keyboard.press('Control+s');
  await until(async () => (await read(`/api/products/${product}`)).published === false);
  assert.equal((await read(`/api/products/${product}`)).price.amount, 1_300);

  await keyboard.press('Control+k');
  await page.getByRole('combobox').last().waitFor();
  await keyboard.type(order.number);
  await page
    .getByRole('option', { name: new RegExp(order.number) })
    .first()
    .waitFor();
  await keyboard.press('Enter');
  await page.waitForURL(`**/admin/orders/${order.id}`);
  await alive(page);
  await tabTo(page, page.locator('summary', { hasText: 'Cancel the order…' }));
  await keyboard.press('Enter');
  const card = page.locator('details', { has: page.locator('summary', { hasText: 'Cancel the order…' }) });
  await tabTo(page, card.getByLabel('Reason'));
  await keyboard.type('The kiln is broken');
  await keyboard.press('Enter');
  const dialog = page.getByRole('dialog');
  await dialog.getByText('+₽30').first().waitFor();
  await page.locator('button:focus', { hasText: 'No, leave it' }).waitFor();
  await keyboard.press('Shift+Tab');
  await keyboard.press('Enter');
  await told('Cancelled. What was written stands below.');
  const now = await read(`/api/orders/${order.id}`);
  assert.deepEqual([now.status, now.money], ['cancelled', 'refunded']);
  assert.deepEqual(said, []);
  await close();
});

test('orders by keyboard alone: a filter, a row ticked, and all that match cancelled after a look', async () => {
  const product = await onShelf(shop, 700, 20);
  const orders: { number: string }[] = [];
  for (const quantity of [1, 2, 3]) orders.push((await alice.order([{ productId: product, quantity }])).body);
  for (const { number } of orders) await until(() => listed(number));
  const { page, said, close } = await owner(`/admin/orders?productId=${product}`);
  const { keyboard } = page;
  await tabTo(page, page.getByLabel(`Choose order ${orders[1]!.number}`));
  await keyboard.press('Space');
  await tabTo(page, page.getByRole('button', { name: 'Cancel orders' }));
  await keyboard.press('Enter');
  await page.getByText('Goes back to customers').waitFor();
  await tabTo(page, page.getByLabel('Why'));
  await keyboard.type('Out of clay');
  await tabTo(page, page.getByRole('button', { name: 'Cancel 1 order', exact: true }));
  await keyboard.press('Enter');
  await page.getByText('Finished: 1 of 1 done').waitFor();
  await until(() => listed(orders[1]!.number, '&status=cancelled'));
  assert.deepEqual(said, []);
  await close();
});

test('on a phone a clerk finds an order by its number and gives back a piece, with a finger', async () => {
  const product = await onShelf(shop, 1_250, 5);
  const { body: order } = await alice.order([{ productId: product, quantity: 2 }]);
  await until(() => listed(order.number));
  const phone = { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true };
  const { page, close } = await owner('/admin/orders', phone);
  await page.getByRole('searchbox').first().fill(order.number);
  await page.keyboard.press('Enter');
  await page.getByRole('link', { name: order.number }).first().tap();
  await page.waitForURL(`**/admin/orders/${order.id}`);
  await alive(page);
  await page.locator('summary', { hasText: 'Refund…' }).tap();
  const card = page.locator('details', { has: page.locator('summary', { hasText: 'Refund…' }) });
  await card.getByLabel('Teapot (of 2)').fill('1');
  await card.getByLabel('Reason').fill('A scratch');
  await card.getByRole('button', { name: 'See what will be written' }).tap();
  await page.getByRole('dialog').getByRole('button', { name: 'Refund' }).tap();
  await page.getByText('Refunded. What was written stands below.').waitFor();
  assert.equal((await read(`/api/orders/${order.id}`)).refunds[0].amount.amount, 1_250);
  await close();
});
