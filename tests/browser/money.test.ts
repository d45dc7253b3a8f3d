import assert from 'node:assert/strict';
import { test } from 'node:test';
import { until } from '../../cli/test/scratch.ts';
import { openBrowser } from './chromium.ts';
import { openShopWithPages } from './shop-with-pages.ts';
import { isSignedIn, onShelf } from './shopper.ts';
import { alive, visit } from './visitor.ts';

const shop = await openShopWithPages();
const browser = await openBrowser();
const plain = (text: string | null) => (text ?? '').replaceAll(/[\u00a0\u202f]/g, ' ');

for (const [locale, options] of [
  ['en-GB', {}],
  ['ru-RU', { javaScriptEnabled: false }],
] as const) {
  test(`money is topped up as it is typed, or not at all: ${locale}`, async () => {
    const customer = await shop.customer();
    const english = locale === 'en-GB';
    const { page, close } = await visit(browser, shop.url, { ...options, locale });
    await isSignedIn(page, shop, customer.token);
    await page.goto('/account/money');
    const type = async (amount: string) => {
      await page.getByLabel(english ? 'Amount in RUB' : 'Сумма').fill(amount);
      await page.getByRole('button', { name: english ? 'Top up' : 'Пополнить' }).click();
    };
    const wrong: [string, RegExp][] = english
      ? [
          ['12.345', /“12\.345” isn’t clear\. Did you mean 12\.34, 12\.35,? or 12,345\.00\?/],
          ['1e3', /We can’t read “1e3” as an amount\. Write it like this: 1,000\.50\./],
          ['0x10', /We can’t read “0x10” as an amount/],
        ]
      : [
          ['1,000', /«1,000» можно понять по-разному\. Вы имели в виду 1,00 или 1 000,00\?/],
          ['1e3', /Напишите так: 1 000,50\./],
        ];
    for (const [typed, said] of wrong) {
      await type(typed);
      const told = page.locator('[id$="-wrong"]').filter({ hasText: typed });
      await told.waitFor();
      assert.match(plain(await told.textContent()), said);
      assert.equal(await page.locator('input[name=amount]').inputValue(), typed);
    }
    await type(english ? '₽1,000.50' : '1 000,50');
    await page.getByText(english ? 'Added to your balance.' : 'Счёт пополнен.').waitFor();
    assert.equal((await customer.get('/api/account')).body.available.amount, 100_050);
    await page.reload();
    await page.getByRole('button', { name: english ? 'Top up' : 'Пополнить' }).waitFor();
    assert.equal(
      await page
        .getByRole('status')
        .filter({ hasText: /balance|пополнен/ })
        .count(),
      0,
    );
    await page.goto('/account/money?amount=260050');
    assert.equal(await page.locator('input[name=amount]').inputValue(), english ? '2600.50' : '2600,50');
    await close();
  });
}

test('a band of prices shows what it promises, to the last kopeck, and a price is typed as people write it', async () => {
  const slug = 'bands';
  const body = { slug, name: { en: 'Bands', ru: 'Полки' } };
  const category = await shop.must(201, shop.ask('POST', '/api/categories', { as: shop.admin, body }));
  for (const price of [50_000, 75_050, 99_999, 100_000]) {
    const id = await onShelf(shop, price, 5);
    const change = { as: shop.admin, body: { categoryId: category.id } };
    await shop.must(200, shop.ask('PATCH', `/api/products/${id}`, change));
  }
  const { page, close } = await visit(browser, shop.url, { viewport: { width: 1280, height: 900 } });
  // Pages of visitors who are nobody in particular are kept for some seconds, and what they say of shelves too.
  await until(async () => {
    await page.goto(`/c/${slug}`);
    return (await page.locator('main article').count()) === 4;
  });
  const band = page.getByRole('link', { name: '₽500 to ₽999.99' });
  assert.match((await band.textContent()) ?? '', /3$/);
  await band.click();
  await page.getByRole('link', { name: 'Remove ₽500 to ₽999.99' }).waitFor();
  assert.equal(await page.locator('main article').count(), 3);
  await page.getByLabel('To', { exact: true }).last().fill('1,000.00');
  await page.getByRole('button', { name: 'Show' }).last().click();
  await page.getByRole('link', { name: 'Remove ₽500 to ₽1,000' }).waitFor();
  assert.equal(await page.locator('main article').count(), 4);
  await page.goto(`/c/${slug}?min=7,5&max=750.505`);
  await page.getByText('“7,5” isn’t clear. Did you mean 7.50?').last().waitFor();
  await page
    .getByText(/“750\.505” isn’t clear/)
    .last()
    .waitFor();
  assert.equal(await page.locator('main article').count(), 4);
  await close();
});

for (const [locale, day] of [
  ['en-GB', /^Get it on \w+day, \d{1,2} \w+ if you order today/],
  ['en-US', /^Get it on \w+day, \w+ \d{1,2} if you order today/],
] as const) {
  test(`days are written as the reader's region does, by the server and the browser alike: ${locale}`, async () => {
    const { page, said, close } = await visit(browser, shop.url, { locale });
    const id = await onShelf(shop, 100, 5);
    await page.goto(`/p/${id}`);
    const arrival = page.getByText('Get it on');
    const served = await arrival.textContent();
    assert.match(served ?? '', day);
    await alive(page);
    await page.getByRole('link', { name: 'Tea' }).first().click();
    await page.getByRole('link', { name: 'Teapot' }).first().click();
    await arrival.waitFor();
    assert.match((await arrival.textContent()) ?? '', day, 'as the browser writes it');
    assert.deepEqual(said, []);
    await close();
  });
}
