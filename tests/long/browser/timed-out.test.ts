import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import postgres from 'postgres';
import { until } from '../../../cli/test/scratch.ts';
import { openBrowser } from '../../browser/chromium.ts';
import { openShopWithPages } from '../../browser/shop-with-pages.ts';
import { isSignedIn, onShelf, payButton, putIn, toReview } from '../../browser/shopper.ts';
import { alive, visit } from '../../browser/visitor.ts';

const shop = await openShopWithPages({ ORDER_DEADLINE_MS: '6000' });
const browser = await openBrowser();
const stock = postgres(shop.urls['stock']!, { max: 1 });
after(() => stock.end());
const chair = await onShelf(shop, 90_000, 100);

test('an order that cannot be completed in time says so where it was paid and on its own page, and nothing is charged', async () => {
  const customer = await shop.customer(1_000_000);
  const { page, close } = await visit(browser, shop.url);
  await isSignedIn(page, shop, customer.token);
  await putIn(page, chair);
  await toReview(page);
  await alive(page);
  let id = '';
  await stock.begin(async (tx) => {
    // As long as this lasts, nothing can be reserved: the money is held, then the time is over.
    await tx`select from goods where product_id = ${chair} for update`;
    await payButton(page).click();
    await until(async () => {
      id = (await customer.get('/api/orders?mine=true')).body.items[0]?.id;
      const steps = id ? (await customer.get(`/api/orders/${id}/saga`)).body.steps : [];
      return steps.some(({ phase }: { phase: string }) => phase === 'undo');
    });
  });
  // Whoever waited long enough is on the order's own page by now; both say why.
  await page.getByText('We couldn’t complete this order in time.').first().waitFor();
  await page.goto(`/cart?order=${id}`);
  const alert = page.getByRole('alert').filter({ hasText: 'We couldn’t complete this order in time.' });
  await alert.getByText('You haven’t been charged. The money we held is yours to spend again.').waitFor();
  await alert.getByRole('link', { name: 'View the order' }).waitFor();
  await page.goto(`/orders/${id}`);
  await page.getByRole('heading', { level: 1, name: 'This order was cancelled' }).waitFor();
  await page.getByText('You haven’t been charged. All your money is still yours.').waitFor();
  const steps = page.getByRole('list', { name: 'Order progress' });
  await steps.getByText('Money released').waitFor();
  assert.equal(await steps.getByText('didn’t work out').count(), 0);
  await page.goto(`/orders/${id}?lang=ru`);
  await page.getByText('Заказ не удалось выполнить вовремя.').first().waitFor();
  await page.getByText('Деньги не списаны. Всё осталось на вашем счёте.').waitFor();
  const { available, held } = (await customer.get('/api/account')).body;
  assert.deepEqual([available.amount, held.amount], [1_000_000, 0], 'and it is so');
  await close();
});

for (const javaScriptEnabled of [true, false]) {
  const way = javaScriptEnabled ? 'with' : 'without';
  test(`what was in an order that was refused only after the wait is in the cart again, ${way} JavaScript`, async () => {
    const customer = await shop.customer(1_000_000);
    const { page, close } = await visit(browser, shop.url, { javaScriptEnabled });
    await isSignedIn(page, shop, customer.token);
    await putIn(page, chair);
    await toReview(page);
    await stock.begin(async (tx) => {
      await tx`select from goods where product_id = ${chair} for update`;
      await payButton(page).click();
      await page.waitForURL('**/orders/*');
      assert.equal(await page.getByText('1 item', { exact: true }).count(), 0, 'the cart is empty meanwhile');
    });
    await page.getByRole('heading', { level: 1, name: 'This order was cancelled' }).waitFor();
    await page.getByText('Everything from this order is in your cart.').waitFor();
    await page.getByRole('link', { name: 'View cart' }).click();
    await page.getByRole('heading', { level: 1, name: 'Your cart' }).waitFor();
    await page.getByRole('spinbutton', { name: 'Quantity of Teapot' }).waitFor();
    await close();
  });
}
