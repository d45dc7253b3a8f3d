import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import postgres from 'postgres';
import { openBrowser } from './chromium.ts';
import { FIRST_LOOK, noBarrier } from './no-barrier.ts';
import { openShopWithPages } from './shop-with-pages.ts';
import { isSignedIn } from './shopper.ts';
import { alive, visit } from './visitor.ts';

const shop = await openShopWithPages();
const browser = await openBrowser();
const payment = postgres(shop.urls['payment']!, { max: 1 });
after(() => payment.end());
const clock = await shop.product(50_000, 100);
const customer = await shop.customer(1_000_000);
const lines = [{ productId: clock, quantity: 1 }];
const stepsIn = (state: string) => `.saga-step[data-state="${state}"]`;

test('a saga is seen to its end before it is there, live, and replayed; in the words of three readers', async () => {
  const { page, said, close } = await visit(browser, shop.url, FIRST_LOOK);
  await isSignedIn(page, shop, customer.token);
  const headers = { prefer: 'respond-async' };
  await payment.begin(async (tx) => {
    // As long as this lasts, the money cannot be held.
    await tx`select from accounts where user_id = ${customer.id} for update`;
    const placed = shop.ask('POST', '/api/orders', { as: customer.token, body: { lines }, headers });
    const { id } = await shop.must(202, placed);
    await page.goto(`/orders/${id}/saga`);
    // What has been sent is in the log half a second later at the latest, and then on the page by itself.
    await page.locator(stepsIn('running')).waitFor();
    assert.equal(await page.locator(stepsIn('to_come')).count(), 6);
    await page.getByText('payment.hold', { exact: true }).waitFor();
    await alive(page);
  });
  await page.locator('.saga-end[data-end="completed"]').waitFor();
  await page.locator('.saga-record[data-verdict="agrees"]').nth(6).waitFor();
  await noBarrier(page, 'saga');
  await page.getByRole('slider', { name: 'Replay' }).focus();
  await page.keyboard.press('Home');
  assert.equal(await page.locator(stepsIn('running')).count(), 1);
  await page.keyboard.press('End');
  assert.equal(await page.locator(stepsIn('done')).count(), 7);
  await page.getByRole('link', { name: 'Customer', exact: true }).click();
  await page.getByText('Your money is set aside').waitFor();
  await page.getByRole('link', { name: 'Clerk', exact: true }).click();
  await page.getByText('Stock: taken agrees').first().waitFor();
  assert.deepEqual(said, []);
  await close();
});

test('without JavaScript staff go from the order to the row that differs', async () => {
  const { id } = await shop.must(201, customer.order(lines));
  await shop.behind('delivery', (tx) => tx`update bookings set state = 'cancelled' where order_id = ${id}`);
  const { page, close } = await visit(browser, shop.url, { ...FIRST_LOOK, javaScriptEnabled: false });
  await isSignedIn(page, shop, shop.admin);
  await page.goto(`/orders/${id}`);
  await page.getByRole('link', { name: 'See how it came about' }).click();
  const differs = page.locator('.saga-record[data-verdict="differs"]');
  await differs.waitFor();
  assert.match(await differs.innerText(), /^Delivery: cancelled differs\s+It should be: courier booked$/);
  await page.getByRole('link', { name: 'Engineer', exact: true }).click();
  await page.getByText('It should be: booked').waitFor();
  await close();
  await shop.behind('delivery', (tx) => tx`update bookings set state = 'booked' where order_id = ${id}`);
});

test('whoever may not see an order does not see its saga', async () => {
  const { id } = await shop.must(201, customer.order(lines));
  const other = await shop.customer();
  const look = (cookie: string) =>
    fetch(`${shop.url}/orders/${id}/saga`, { headers: { cookie }, redirect: 'manual' });
  assert.equal((await look(`sagashop_session=${other.token}`)).status, 404);
  const nobody = await look('');
  assert.equal(nobody.status, 302);
  assert.equal(new URL(nobody.headers.get('location')!, shop.url).pathname, '/sign-in');
});
