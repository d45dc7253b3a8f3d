import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Page } from 'playwright-core';
import { ordered } from '../journeys/test-shop.ts';
import { openBrowser } from './chromium.ts';
import { FIRST_LOOK, noBarrier } from './no-barrier.ts';
import { openShopWithPages } from './shop-with-pages.ts';
import { isSignedIn, onShelf, thanks } from './shopper.ts';
import { alive, visit } from './visitor.ts';

const shop = await openShopWithPages();
const browser = await openBrowser();

const ask = (page: Page) => page.getByRole('button', { name: 'Tell me when it’s back' });

test('a member waits for what is sold out by one press, and lets it go by another, with the focus where it was', async () => {
  const id = await shop.product(5_000, 0);
  const { token } = await shop.customer();
  const { page, said, close } = await visit(browser, shop.url, FIRST_LOOK);
  await isSignedIn(page, shop, token);
  await page.goto(`/p/${id}`);
  await alive(page);
  await ask(page).press('Enter');
  await page.getByText('We’ll e-mail you when it’s back in stock.').waitFor();
  assert.equal(await page.evaluate('document.activeElement.textContent'), 'Don’t tell me');
  await noBarrier(page, 'waiting');
  await page.getByRole('button', { name: 'Don’t tell me' }).press('Enter');
  await ask(page).waitFor();
  assert.deepEqual((await shop.ask('GET', '/api/reminders', { as: token })).body.items, []);
  assert.deepEqual(said, []);
  await close();
});

test('a refused order is placed without what is missing by one press; pressed in two tabs it is one order', async () => {
  const [whole, some, none] = await Promise.all([
    onShelf(shop, 1_000, 50),
    onShelf(shop, 2_000, 2),
    shop.product(4_000, 0),
  ]);
  const { token } = await shop.customer(1_000_000);
  const lines = [whole, some, none].map((productId) => ({ productId, quantity: 3 }));
  const { dates = [] } = { dates: (await shop.ask('GET', '/api/delivery/dates')).body.items };
  const more = { address: '7 Elm Street', recipient: { name: 'Ivan', phone: '+44 20 7946 0123' } };
  const deliveryDate = dates.findLast(({ free }: { free: number }) => free > 0).date;
  const refused = await ordered(shop.ask, token, { lines, deliveryDate, ...more });
  assert.equal(refused.body.code, 'out_of_stock');
  const path = `/orders/${refused.body.orderId}`;
  const visits = await Promise.all(
    [{ javaScriptEnabled: false }, FIRST_LOOK].map((options) => visit(browser, shop.url, options)),
  );
  const [plain, live] = visits.map(({ page }) => page) as [Page, Page];
  for (const page of [plain, live]) {
    await isSignedIn(page, shop, token);
    await page.goto(page === plain ? `/cart?order=${refused.body.orderId}` : path);
  }
  await alive(live);
  await live.getByText('3 × Teapot').waitFor();
  await live.getByText('2 × Teapot').waitFor();
  await noBarrier(live, 'refused');
  const press = (page: Page) => page.getByRole('button', { name: 'Order without it · ₽70' }).click();
  await Promise.all([press(plain), press(live)]);
  await Promise.all([thanks(plain).waitFor(), thanks(live).waitFor()]);
  assert.equal(plain.url(), live.url());
  const order = (await shop.ask('GET', `/api${new URL(live.url()).pathname}`, { as: token })).body;
  const { total, address, recipient } = order;
  assert.deepEqual(
    [total.amount, order.deliveryDate, address, recipient.name, recipient.phone],
    [7_000, deliveryDate, more.address, more.recipient.name, more.recipient.phone],
  );
  await live.goto(path);
  await live.getByRole('link', { name: `You ordered the rest: order ${order.number}` }).waitFor();
  for (const { close } of visits) await close();
});
