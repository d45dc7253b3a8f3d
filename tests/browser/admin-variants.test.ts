import assert from 'node:assert/strict';
import { test } from 'node:test';
import { openBrowser } from './chromium.ts';
import { noBarrier } from './no-barrier.ts';
import { openShopWithPages } from './shop-with-pages.ts';
import { isSignedIn } from './shopper.ts';
import { visit } from './visitor.ts';

const shop = await openShopWithPages();
const browser = await openBrowser();

test('variants are made of options, changed, called by their names in both languages, and taken away, by forms alone', async () => {
  const id = await shop.product(1_500, 3);
  const { page, close } = await visit(browser, shop.url, { javaScriptEnabled: false });
  await isSignedIn(page, shop, shop.admin);
  const press = (name: string) => page.getByRole('button', { name, exact: true }).click();
  const variants = async () => {
    const { items } = (await shop.ask('GET', `/api/products/${id}/variants`)).body;
    return items.map((one: { name: string; price: { amount: number } }) => `${one.name} ${one.price.amount}`);
  };
  await page.goto(`/admin/products/${id}`);
  await page.getByRole('link', { name: 'Variants' }).click();
  await page.getByLabel('Options').fill('Size S, M');
  await press('Make variants');
  await page.getByText('Each line needs a name, a colon and at least one value.').waitFor();
  await page.getByLabel('Options').fill('Size: S, M\nЦвет: red, blue');
  await press('Make variants');
  await page.getByText('Saved.', { exact: true }).waitFor();
  assert.deepEqual(await variants(), ['S, red 1500', 'S, blue 1500', 'M, red 1500', 'M, blue 1500']);
  const last = page.getByRole('form', { name: 'M, blue' });
  await last.getByLabel('Price').fill('20');
  await last.getByRole('button', { name: 'Save M, blue' }).click();
  await page.getByText('Saved.', { exact: true }).waitFor();
  await last.getByLabel('size').fill('S');
  await last.getByRole('button', { name: 'Save M, blue' }).click();
  await page.getByText('There’s another variant with these options.').waitFor();
  await page.getByLabel('“blue” in English').fill('sky blue');
  await page.getByRole('form', { name: 'How options are called' }).getByRole('button').click();
  await page.getByText('Saved.', { exact: true }).waitFor();
  assert.equal((await variants()).at(-1), 'M, sky blue 2000');
  const all = (await shop.ask('GET', `/api/products/${id}/variants`)).body.items;
  const path = `/api/products/${id}/variants/${all.at(-1).id}`;
  await shop.must(200, shop.ask('PATCH', path, { as: shop.admin, body: { price: { amount: 3_000 } } }));
  const changed = page.getByRole('form', { name: 'M, sky blue' });
  await changed.getByLabel('Price').fill('40');
  await changed.getByRole('button', { name: 'Save M, sky blue' }).click();
  await page.getByText('Someone else changed this variant').waitFor();
  assert.equal(
    await changed.getByLabel('Price').inputValue(),
    '30',
    'what would be written over is looked at',
  );
  await page.locator('summary', { hasText: 'Delete M, red' }).click();
  await page.getByRole('button', { name: 'Yes, delete M, red' }).click();
  await page.getByText('Saved.', { exact: true }).waitFor();
  assert.equal((await variants()).length, 3);
  await page.goto(`/admin/products/${id}`);
  assert.equal(await page.getByRole('heading', { name: 'Prices' }).count(), 0);
  await close();
});

test('whoever needs it finds no barrier where variants are edited', async () => {
  const id = await shop.product(1_500, 3);
  for (const size of ['S', 'M']) {
    const body = { options: { size }, price: { amount: 1_000 } };
    await shop.must(201, shop.ask('POST', `/api/products/${id}/variants`, { as: shop.admin, body }));
  }
  const { page, said, close } = await visit(browser, shop.url);
  await isSignedIn(page, shop, shop.admin);
  await page.goto(`/admin/products/${id}/variants`);
  await noBarrier(page, 'variants');
  assert.deepEqual(said, []);
  await close();
});
