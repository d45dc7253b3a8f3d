import { after, test } from 'node:test';
import postgres from 'postgres';
import { openBrowser } from './chromium.ts';
import { openShopWithPages } from './shop-with-pages.ts';
import { isSignedIn, thanks } from './shopper.ts';
import { alive, visit } from './visitor.ts';

const shop = await openShopWithPages();
const browser = await openBrowser();
const payment = postgres(shop.urls['payment']!, { max: 1 });
after(() => payment.end());
const clock = await shop.product(50_000, 100);

test('an order’s page tells by itself what happens to it, from the first step to the end', async () => {
  const customer = await shop.customer(1_000_000);
  const { page, close } = await visit(browser, shop.url);
  await isSignedIn(page, shop, customer.token);
  await payment.begin(async (tx) => {
    // As long as this lasts, the money cannot be held.
    await tx`select from accounts where user_id = ${customer.id} for update`;
    const body = { lines: [{ productId: clock, quantity: 1 }] };
    const headers = { prefer: 'respond-async' };
    const order = await shop.must(
      202,
      shop.ask('POST', '/api/orders', { as: customer.token, body, headers }),
    );
    await page.goto(`/orders/${order.id}`);
    await page.getByRole('heading', { level: 1, name: 'We’re putting your order together' }).waitFor();
    await page.getByText('You haven’t been charged yet.').waitFor();
    await alive(page);
  });
  await thanks(page).waitFor();
  await page.getByText('Paid from your balance. You’ve been charged once.').waitFor();
  await page.getByText(/^Your order \d+ is confirmed/).waitFor();
  await close();
});
