import assert from 'node:assert/strict';
import { test } from 'node:test';
import { png } from '@sagashop/pictures/testing';
import { until } from '../../cli/test/scratch.ts';
import { openBrowser } from '../browser/chromium.ts';
import { noBarrier } from '../browser/no-barrier.ts';
import { openShopWithPages } from '../browser/shop-with-pages.ts';
import { isSignedIn, onShelf } from '../browser/shopper.ts';
import { visit } from '../browser/visitor.ts';

const SEND_TO = 'Elm Street 1, Riverside';
const shop = await openShopWithPages({ SAGASHOP_COUNTRY: 'DE', SAGASHOP_RETURN_ADDRESS: SEND_TO });
const browser = await openBrowser();
const PHONE = { viewport: { width: 390, height: 844 } };
const post = (path: string, body: object = {}) => shop.ask('POST', path, { as: shop.admin, body });
const product = await onShelf(shop, 100_000, 50);
const customer = await shop.customer(10_000_000);

async function delivered() {
  const order = (await customer.order([{ productId: product, quantity: 1 }])).body;
  const parcel = await shop.must(201, post(`/api/orders/${order.id}/shipments`));
  for (const act of ['handover', 'delivery'])
    await shop.must(201, post(`/api/shipments/${parcel.id}/${act}`));
  return order;
}

test('without scripts a customer exchanges something for what is in their cart, with a photo, and sees the new order', async () => {
  const order = await delivered();
  const { page, close } = await visit(browser, shop.url, { javaScriptEnabled: false, ...PHONE });
  await isSignedIn(page, shop, customer.token);
  await page.goto(`/orders/${order.id}`);
  await page.getByText('Return something…').click();
  await page.getByText('Would you like something else instead').waitFor();
  await page.goto(`/p/${product}`);
  await page.getByRole('button', { name: 'Add to cart' }).first().click();
  await page.goto(`/orders/${order.id}`);
  await page.getByText('Return something…').click();
  await page.getByLabel('Teapot: how many of 1').fill('1');
  await page.getByLabel('Why are you returning it?').fill('The lid is chipped');
  await page.getByLabel(/^What’s in my cart/).check();
  const file = page.getByLabel('A photo of it');
  await file.setInputFiles({ name: 'photo.jpg', mimeType: 'image/jpeg', buffer: Buffer.from('no photo') });
  await page.getByRole('button', { name: 'Ask to return these' }).click();
  await page.getByText('This is no picture that we can read.').waitFor();
  assert.ok(await page.getByLabel(/^What’s in my cart/).isChecked(), 'what was chosen stays');
  await file.setInputFiles({ name: 'lid.png', mimeType: 'image/png', buffer: await png(800, 600) });
  await page.getByRole('button', { name: 'Ask to return these' }).click();
  await page.getByText('We’ve got your request, and will answer it soon.').first().waitFor();
  await page.getByText('Wanted instead: Teapot × 1').waitFor();
  await page.getByText('We’ll order it for you once everything is here').waitFor();
  await page.getByRole('link', { name: 'Your photo' }).waitFor();

  const staff = await visit(browser, shop.url);
  await isSignedIn(staff.page, shop, shop.admin);
  await staff.page.goto(`/admin/orders/${order.id}`);
  await staff.page.getByRole('img', { name: 'Customer’s photo' }).waitFor();
  await staff.page.getByText('The customer has agreed to pay up to ₽1,000.').waitFor();
  await noBarrier(staff.page, 'returns');
  const [one] = (await customer.get(`/api/orders/${order.id}`)).body.returns;
  await shop.must(201, post(`/api/returns/${one.id}/approval`));
  await page.reload();
  await page.getByText(`Send it to: ${SEND_TO}`).first().waitFor();
  const lines = [{ lineId: order.lines[0].id, received: 1, resellable: 0 }];
  await shop.must(201, post(`/api/returns/${one.id}/receipt`, { lines }));
  const placed = async () => (await customer.get(`/api/orders/${order.id}`)).body.returns[0].exchange;
  await until(async () => (await placed()).state === 'placed');
  await page.reload();
  await page.getByRole('link', { name: (await placed()).number }).click();
  await page.getByText('In exchange for what you sent back from order').waitFor();
  await page.getByRole('link', { name: order.number, exact: true }).waitFor();
  await staff.close();
  await close();
});

test('without scripts and without signing in somebody withdraws from an order in two steps, and revokes it by their link', async () => {
  const order = (await customer.order([{ productId: product, quantity: 2 }])).body;
  const { email } = (await customer.get('/api/users/me')).body;
  const { page, close } = await visit(browser, shop.url, {
    ...{ javaScriptEnabled: false, locale: 'ru-RU' },
    ...PHONE,
  });
  await page.goto('/terms');
  await page.getByRole('link', { name: 'Отказаться от заказа' }).click();
  await page.getByLabel('Номер заказа').fill(order.number);
  await page.getByLabel('E-mail').or(page.getByLabel('Электронная почта')).fill(email);
  await page.getByRole('button', { name: 'Отказаться от заказа' }).click();
  const pieces = page.getByLabel('Чайник: сколько из 2');
  await pieces.fill('3');
  await page.getByLabel('Ваше имя').fill('Алиса');
  await page.getByRole('button', { name: 'Подтвердить отказ' }).click();
  await page.getByText('От такого количества отказаться нельзя.').waitFor();
  assert.equal(await page.getByLabel('Ваше имя').inputValue(), 'Алиса');
  await pieces.fill('1');
  await page.getByRole('button', { name: 'Подтвердить отказ' }).click();
  await page.getByRole('heading', { name: 'Мы получили ваш отказ' }).waitFor();
  await page.getByText('Чайник × 1').waitFor();
  await page.getByRole('link', { name: 'Отозвать отказ' }).click();
  await page.getByText('Чайник × 1').waitFor();
  await page.getByRole('button', { name: 'Отозвать отказ' }).click();
  await page.getByRole('heading', { name: 'Отказ отозван' }).waitFor();
  const { withdrawals } = (await customer.get(`/api/orders/${order.id}`)).body;
  assert.deepEqual(
    withdrawals.map(({ state, name }: { state: string; name: string }) => [state, name]),
    [['revoked', 'Алиса']],
  );
  await close();
});
