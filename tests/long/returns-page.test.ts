import assert from 'node:assert/strict';
import { test } from 'node:test';
import { openBrowser } from '../browser/chromium.ts';
import { noBarrier } from '../browser/no-barrier.ts';
import { openShopWithPages } from '../browser/shop-with-pages.ts';
import { isSignedIn, onShelf } from '../browser/shopper.ts';
import { visit } from '../browser/visitor.ts';

const shop = await openShopWithPages();
const browser = await openBrowser();
const PHONE = { viewport: { width: 390, height: 844 } };
const post = (path: string, body: object = {}) => shop.ask('POST', path, { as: shop.admin, body });

test('without scripts a customer returns one of three pieces, staff approve and receive it, and the money comes', async () => {
  const product = await onShelf(shop, 100_000, 50);
  const customer = await shop.customer(10_000_000);
  const order = (await customer.order([{ productId: product, quantity: 3 }])).body;
  const parcel = await shop.must(201, post(`/api/orders/${order.id}/shipments`));
  for (const act of ['handover', 'delivery'])
    await shop.must(201, post(`/api/shipments/${parcel.id}/${act}`));
  const { page, close } = await visit(browser, shop.url, { javaScriptEnabled: false, ...PHONE });
  await isSignedIn(page, shop, customer.token);
  await page.goto(`/orders/${order.id}`);
  await page.getByText('Return something…').click();
  const pieces = page.getByLabel('Teapot: how many of 3');
  await pieces.fill('4');
  await page.getByLabel('Why are you returning it?').fill('The lid is chipped');
  await page.getByRole('button', { name: 'Ask to return these' }).click();
  await page.getByText('This isn’t a number of pieces that you can return.').waitFor();
  assert.equal(await page.getByLabel('Why are you returning it?').inputValue(), 'The lid is chipped');
  await pieces.fill('1');
  await page.getByRole('button', { name: 'Ask to return these' }).click();
  await page.getByText('We’ve got your request, and will answer it soon.').first().waitFor();
  await page.getByText('Requested; we’ll answer soon.').waitFor();

  const staff = await visit(browser, shop.url, { javaScriptEnabled: false });
  await isSignedIn(staff.page, shop, shop.admin);
  await staff.page.goto('/admin/returns?state=asked');
  await staff.page.getByText('The lid is chipped').waitFor();
  await staff.page.getByRole('link', { name: order.number, exact: true }).click();
  await staff.page.getByRole('button', { name: 'Approve' }).click();
  await staff.page.getByText('Approved, on its way back').waitFor();
  await staff.page.getByLabel('Teapot: how many of those are damaged').fill('1');
  await staff.page.getByRole('button', { name: 'Received', exact: true }).click();
  await staff.page.getByText('The return is saved.').waitFor();
  await staff.page.getByText('Received and settled').first().waitFor();
  await staff.close();

  await page.reload();
  await page.getByText('It’s here, and ₽1,000 is back on your balance.').waitFor();
  await close();
});

test('what is returned stands in no visitor’s way, light and dark', async () => {
  const staff = await visit(browser, shop.url);
  await isSignedIn(staff.page, shop, shop.admin);
  await staff.page.goto('/admin/returns');
  await noBarrier(staff.page, 'returns');
  await staff.page.getByRole('link', { name: /^\d+$/ }).first().click();
  await staff.page.getByRole('heading', { name: 'Returns' }).waitFor();
  await noBarrier(staff.page, 'returns');
  await staff.close();
});
