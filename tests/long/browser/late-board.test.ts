import assert from 'node:assert/strict';
import { test } from 'node:test';
import { until } from '../../../cli/test/scratch.ts';
import { openBrowser } from '../../browser/chromium.ts';
import { courierDay } from '../../browser/courier-day.ts';
import { FIRST_LOOK, noBarrier } from '../../browser/no-barrier.ts';
import { openShopWithPages } from '../../browser/shop-with-pages.ts';
import { isSignedIn, onShelf } from '../../browser/shopper.ts';
import { visit } from '../../browser/visitor.ts';
import { dueOn } from '../../journeys/due-on.ts';

const shop = await openShopWithPages();
const browser = await openBrowser();
const { alice, carl, courier, stops } = await courierDay(shop, 4);
const as = shop.admin;

test('a stop that is cancelled says on the phone that it stays in the shop', async () => {
  const { order, number } = stops[3]!;
  await shop.must(200, shop.ask('POST', `/api/orders/${order}/cancellation`, { as: alice.token }));
  await shop.settled();
  const { page, close } = await visit(browser, shop.url, FIRST_LOOK);
  await isSignedIn(page, shop, carl.token);
  await page.goto('/courier');
  const stop = page.locator(`.stop[data-number="${number}"]`);
  await stop.getByText('Cancelled: leave it in the shop').waitFor();
  assert.equal(await stop.getByRole('button', { name: 'I have it' }).count(), 0);
  await noBarrier(page, 'a round with a stop that is cancelled');
  await close();
});

test('what is late is found from the board of today, and its deliveries are given another day by a press', async () => {
  const { today } = await shop.must(200, shop.ask('GET', '/api/delivery/board', { as }));
  const yesterday = new Date(Date.parse(today) - 86_400_000).toISOString().slice(0, 10);
  const orders = stops.slice(0, 3).map(({ order }) => order);
  await dueOn(shop, yesterday, { courier, was: today, orders });
  await shop.settled();
  const { page, said, close } = await visit(browser, shop.url, FIRST_LOOK);
  await isSignedIn(page, shop, as);
  await page.goto(`/admin/packing?date=${today}`);
  await page.getByRole('link', { name: '3 late from earlier days' }).click();
  await page.getByRole('heading', { level: 1, name: 'Late parcels' }).waitFor();
  await noBarrier(page, 'the late board');
  await page.getByRole('button', { name: 'Move 3 deliveries to another day' }).click();
  const day = page.getByLabel('Day');
  const [, next] = await day.locator('option').all();
  await day.selectOption((await next!.getAttribute('value'))!);
  await page.getByRole('button', { name: 'Assign 3 orders' }).click();
  await page.getByText('3 of 3 done').waitFor();
  await shop.settled();
  const late = await shop.must(200, shop.ask('GET', '/api/shipments?late=true', { as }));
  assert.deepEqual(late.items, []);
  assert.deepEqual(said, []);
  await close();
});

test('the invoices of more orders than one file has are several files', async () => {
  const product = await onShelf(shop, 100, 1000);
  const buyer = await shop.customer(1_000_000);
  for (let at = 0; at < 101; at += 1) await buyer.order([{ productId: product, quantity: 1 }]);
  const matching = `/api/orders?count=true&limit=1&productId=${product}`;
  await until(async () => (await shop.ask('GET', matching, { as })).body.count.value === 101);
  const headers = { cookie: `sagashop_session=${as}` };
  const asked = `${shop.url}/admin/orders/bulk?act=invoices&of=all&productId=${product}`;
  const text = await (await fetch(asked, { headers })).text();
  assert.match(text, /Invoices 1 to 100<.*Invoices 101 to 101</s);
  assert.doesNotMatch(text, /More orders match/);
});
