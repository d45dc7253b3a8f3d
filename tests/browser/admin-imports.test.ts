import assert from 'node:assert/strict';
import { test } from 'node:test';
import { openBrowser } from './chromium.ts';
import { FIRST_LOOK, noBarrier } from './no-barrier.ts';
import { openShopWithPages } from './shop-with-pages.ts';
import { isSignedIn } from './shopper.ts';
import { visit } from './visitor.ts';

const shop = await openShopWithPages();
const browser = await openBrowser();

type Json = ReturnType<typeof JSON.parse>;
const priceOf = async (id: string): Promise<number> =>
  ((await (await fetch(`${shop.url}/api/products/${id}`)).json()) as Json).price.amount;

test('a file with mistakes is mended, applied and taken back, by forms alone; what was edited since stays', async () => {
  const [tea, cup] = [await shop.product(1_500, 3), await shop.product(1_600, 3)];
  const { page, close } = await visit(browser, shop.url, { javaScriptEnabled: false });
  await isSignedIn(page, shop, shop.admin);
  const press = (name: string | RegExp) => page.getByRole('button', { name }).click();
  const told = (text: string) => page.getByText(text, { exact: true }).first().waitFor();
  const send = async (text: string) => {
    await page.goto('/admin/imports');
    await page.getByRole('radio', { name: 'Prices' }).check();
    await page
      .locator('input[type=file]')
      .setInputFiles({ name: 'new prices.csv', mimeType: 'text/csv', buffer: Buffer.from(text) });
    await press('Send and compare');
  };

  await send('Код;Сколько\n');
  await told('The file has no rows below its headings.');

  await send(`Код;Сколько\n${tea};25,50\n${cup};a lot\n`);
  await page.getByRole('combobox', { name: 'What Сколько says' }).selectOption('price');
  await press('Compare');
  await told('1 row is wrong');
  await told('The price is not a number.');
  assert.equal(await page.getByRole('button', { name: /Apply/ }).count(), 0);
  const wrong = page.url();
  const href = await page.getByRole('link', { name: 'Download the wrong rows' }).getAttribute('href');
  const csv = await page.request.get(href!);
  assert.match(await csv.text(), /a lot,3,Сколько: The price is not a number\./);

  await send(`id;price\n${tea};25,50\n${cup};16\n`);
  await press('Compare');
  await page.getByText('₽').first().waitFor();
  await press('Apply 1 change');
  await told('Applied. You can take it all back for 24 hours.');
  assert.equal(await priceOf(tea), 2_550);

  const change = (amount: number) =>
    fetch(`${shop.url}/api/products/${tea}`, {
      method: 'PATCH',
      headers: { authorization: `Bearer ${shop.admin}`, 'content-type': 'application/json' },
      body: JSON.stringify({ price: { amount } }),
    });
  await change(2_700);
  await press('Take it all back');
  await told('Taken back.');
  await told('Changed since, and left as it is');
  assert.equal(await priceOf(tea), 2_700);
  const undone = page.url();
  await page.goto('/admin/imports');
  assert.equal(await page.getByRole('row').filter({ hasText: 'new prices.csv' }).count(), 2);
  await close();

  const looks = await visit(browser, shop.url, FIRST_LOOK);
  await isSignedIn(looks.page, shop, shop.admin);
  for (const path of ['/admin/imports', wrong, `${wrong}/columns`, undone]) {
    await looks.page.goto(path);
    await noBarrier(looks.page, path);
  }
  assert.deepEqual(looks.said, []);
  await looks.close();
});
