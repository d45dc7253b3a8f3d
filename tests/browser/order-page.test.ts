import assert from 'node:assert/strict';
import { test } from 'node:test';
import { openBrowser } from './chromium.ts';
import { openShopWithPages } from './shop-with-pages.ts';
import { isSignedIn, onShelf } from './shopper.ts';
import { alive, visit } from './visitor.ts';

const shop = await openShopWithPages();
const browser = await openBrowser();
const PHONE = { viewport: { width: 390, height: 844 } };
const FOCUSED = 'document.activeElement.textContent';

/** A member who has ordered two goods in Russian, on the order's page in English. */
async function ordered(options: Parameters<typeof visit>[2] = {}) {
  const goods = await Promise.all([onShelf(shop, 130_000, 50), onShelf(shop, 45_050, 50)]);
  const customer = await shop.customer(10_000_000);
  const body = {
    lines: goods.map((productId, at) => ({ productId, quantity: at + 1 })),
    address: '7 Elm Street, London',
    recipient: { name: 'Ivan Petrov', phone: '+44 20 7946 0123' },
  };
  const headers = { prefer: 'wait=30', 'accept-language': 'ru' };
  const order = await shop.must(201, shop.ask('POST', '/api/orders', { as: customer.token, body, headers }));
  assert.equal(order.lines[0].name, 'Чайник');
  const { page, said, close } = await visit(browser, shop.url, options);
  await isSignedIn(page, shop, customer.token);
  await page.goto(`/orders/${order.id}`);
  return { page, said, close, order, goods };
}

test('an order is a receipt in its reader’s language, whatever language it was placed in, and on paper', async () => {
  const { page, said, close, order } = await ordered({ timezoneId: 'America/New_York' });
  const main = page.locator('main');
  for (const text of ['Ivan Petrov', '7 Elm Street, London', '+44 20 7946 0123', '2 × ₽450.50', '₽2,201'])
    await main.getByText(text, { exact: true }).first().waitFor();
  await main.getByText(/^Your order \d+ is confirmed\. You paid ₽2,201 from your balance\./).waitFor();
  assert.equal(await main.getByRole('link', { name: 'Teapot' }).count(), 2);
  const invoice = await main.getByRole('link', { name: 'Invoice (PDF)' }).getAttribute('href');
  assert.equal(invoice, `/api/orders/${order.id}/invoice.pdf`);
  assert.doesNotMatch(await main.innerText(), /[а-яё]/i);
  const { zone: timeZone } = (await shop.ask('GET', '/api/delivery/dates')).body;
  const clock = new Intl.DateTimeFormat('en-GB', { timeZone, hour: '2-digit', minute: '2-digit' });
  const hasText = new RegExp(`${clock.format(new Date(order.createdAt))}$`);
  await main.locator('time', { hasText }).first().waitFor();
  await page.goto(`/orders/${order.id}?lang=ru`);
  await main.getByRole('link', { name: 'Чайник' }).first().waitFor();
  await main.getByText(/^Ваш заказ \d+ подтверждён/).waitFor();
  assert.doesNotMatch(await main.innerText(), /Teapot|paid/);
  await page.emulateMedia({ media: 'print' });
  for (const hidden of ['body > header', 'body > footer', 'main button', 'main summary'])
    assert.equal(await page.locator(hidden).first().isVisible(), false, hidden);
  assert.ok(await main.getByText('Ivan Petrov').isVisible());
  assert.deepEqual(said, []);
  await close();
});

for (const javaScriptEnabled of [true, false]) {
  const how = javaScriptEnabled ? 'with' : 'without';
  test(`${how} JavaScript an order is ordered again, with what cannot be had told, and cancelled`, async () => {
    const { page, close, order, goods } = await ordered({ javaScriptEnabled, ...PHONE });
    if (javaScriptEnabled) await alive(page);
    await page.getByRole('button', { name: 'Order again' }).click();
    await page.getByRole('heading', { name: 'Your cart' }).waitFor();
    await shop.must(204, shop.ask('DELETE', `/api/products/${goods[0]}`, { as: shop.admin }));
    await page.goto(`/orders/${order.id}`);
    if (javaScriptEnabled) await alive(page);
    await page.getByRole('button', { name: 'Order again' }).click();
    await page.getByText('The rest of this order is in your cart.').waitFor();
    await page.getByText('Чайник: no longer for sale').waitFor();
    if (javaScriptEnabled) assert.match(String(await page.evaluate(FOCUSED)), /^The rest of this order/);
    await page.getByText('Cancel order').click();
    await page.getByText('Cancel only some of it…').click();
    const some = page.getByLabel('Teapot: how many of 2');
    await some.fill('3');
    await page.getByRole('button', { name: 'Cancel these pieces' }).click();
    await page.getByText('This isn’t a number of pieces that the order still has.').waitFor();
    assert.equal(await some.inputValue(), '3');
    await some.fill('1');
    await page.getByRole('button', { name: 'Cancel these pieces' }).click();
    await page.getByText('These pieces are cancelled.').waitFor();
    await page.getByText('2 × ₽450.50 · Cancelled: 1').waitFor();
    if (javaScriptEnabled) await alive(page);
    await page.getByText('Cancel order').click();
    await page.getByText('₽1,750.50 goes straight back to your balance.').waitFor();
    await page.getByRole('button', { name: 'Yes, cancel it' }).click();
    await page.getByRole('heading', { level: 1, name: 'This order was cancelled' }).waitFor();
    if (javaScriptEnabled) assert.match(String(await page.evaluate(FOCUSED)), /^This order was cancelled/);
    assert.equal(await page.getByText('Delivery', { exact: true }).count(), 0);
    await page.getByText(/^Order \d+ was cancelled\. You cancelled this order\./).waitFor();
    await page.goto('/account/money');
    const entry = page.getByRole('listitem').filter({ hasText: 'Order refund' });
    await entry
      .getByRole('link', { name: `Order ${order.number}` })
      .first()
      .waitFor();
    await page.goto('/account/messages');
    await page.getByText(/was cancelled\..*We’ve put ₽1,750.50 back on your balance\./).waitFor();
    await page.goto('/orders');
    assert.equal(await page.getByRole('img', { name: 'Teapot' }).count(), 1);
    await page.getByRole('button', { name: `Order again Order ${order.number}` }).click();
    await page.getByText('The rest of this order is in your cart.').waitFor();
    await close();
  });
}

test('a guest sees their order, is offered an account there, and is back on it as a member', async () => {
  const vase = await onShelf(shop, 45_050, 50);
  const email = `guest-${Date.now().toString(36)}@shop.test`;
  const guest = await shop.must(201, shop.ask('POST', '/api/guests', { body: { email, firstName: 'Vera' } }));
  const as = guest.token;
  const deposit = { amount: 1_000_000, currency: 'RUB' };
  await shop.must(201, shop.ask('POST', '/api/account/deposits', { as, body: deposit }));
  const body = { lines: [{ productId: vase, quantity: 1 }], address: '7 Elm Street' };
  const headers = { prefer: 'wait=30' };
  const order = await shop.must(201, shop.ask('POST', '/api/orders', { as, body, headers }));
  const { page, close } = await visit(browser, shop.url, PHONE);
  await isSignedIn(page, shop, as);
  await page.goto(`/orders/${order.id}`);
  await page.getByText('Vera', { exact: true }).last().waitFor();
  await page.getByLabel('Choose a password').fill('long-and-odd-7');
  await page.getByRole('button', { name: 'Create account' }).click();
  await page.getByText('Your account is ready.').waitFor();
  assert.equal(new URL(page.url()).pathname, `/orders/${order.id}`);
  assert.equal(await page.getByLabel('Choose a password').count(), 0);
  await close();
});
