import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { BrowserContextOptions, Page } from 'playwright-core';
import { openBrowser } from './chromium.ts';
import { openShopWithPages } from './shop-with-pages.ts';
import { address, isSignedIn, onShelf, payButton, putIn, thanks, toReview } from './shopper.ts';
import { alive, visit } from './visitor.ts';

const shop = await openShopWithPages();
const browser = await openBrowser();
const lamp = await onShelf(shop, 130_000, 500);
const MOST_PAGES = 4;
const MOST_FIELDS = 12;

const WORDS = {
  'en-GB': {
    ...{ add: 'Add to cart', street: 'Street', city: 'Town or city', name: 'First name', mail: 'E-mail' },
    ...{ topUp: /^Top up ₽1,300$/, pay: /^Pay ₽1,300$/, thanks: 'Thank you!', check: 'Check 4 fields:' },
  },
  'ru-RU': {
    ...{ add: 'В корзину', street: 'Улица', city: 'Город', name: 'Имя', mail: 'Электронная почта' },
    ...{ topUp: /^Пополнить на 1\s300\s₽$/, pay: /^Оплатить 1\s300\s₽$/, thanks: 'Спасибо!' },
    ...{ check: 'Проверьте 4 поля:' },
  },
} as const;

const submit = (page: Page) => page.locator('main form button[type=submit]').last();
const focused = (page: Page) => page.evaluate('document.activeElement.name');
const atReview = (page: Page) => page.waitForURL(/\/checkout\/review/);

/** The fields that somebody fills in or chooses from, of the page that is shown. */
const fieldsOf = (page: Page) =>
  page.evaluate(`new Set([...document.querySelectorAll('main :is(input,select,textarea)')]
    .filter((one) => one.type !== 'hidden').map((one) => one.name)).size`) as Promise<number>;

const WAYS: [keyof typeof WORDS, BrowserContextOptions][] = [
  ['en-GB', { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true }],
  ['ru-RU', { viewport: { width: 1440, height: 900 }, javaScriptEnabled: false }],
];

for (const [locale, options] of WAYS) {
  const way = `${locale}, ${options.viewport?.width} px, ${options.javaScriptEnabled === false ? 'no ' : ''}script`;
  const words = WORDS[locale];

  test(`a guest buys with an e-mail address, a name and an address, on few pages: ${way}`, async () => {
    const { page, said, close } = await visit(browser, shop.url, { ...options, locale });
    await page.goto(`/p/${lamp}`);
    if (options.javaScriptEnabled !== false) await alive(page);
    await page.getByRole('button', { name: words.add }).first().click();
    await page.locator('a[href="/cart"] span', { hasText: '1' }).first().waitFor();
    await page.goto('/checkout');
    let fields = await fieldsOf(page);
    // Everything that is wrong is said at once; the first of it has the focus, and the rest is a press away.
    await submit(page).click();
    await page.getByText(words.check).waitFor();
    assert.equal(await focused(page), 'email');
    await page.getByRole('alert').getByRole('link', { name: words.city }).click();
    assert.equal(await focused(page), 'city');
    await page.getByLabel(words.mail).fill('guest-of-few-words@shop.test');
    await page.getByLabel(words.name).fill('Anna');
    await page.getByLabel(words.street).fill('Lindenallee 7');
    await page.getByLabel(words.city).fill('Berlin');
    await submit(page).click();
    await page.waitForURL('**/checkout/day');
    fields += await fieldsOf(page);
    await submit(page).click();
    await atReview(page);
    fields += await fieldsOf(page);
    for (const text of ['guest-of-few-words@shop.test', 'Berlin, Lindenallee 7'])
      await page.getByText(text).waitFor();
    await page.getByRole('button', { name: words.topUp }).click();
    await page.getByRole('button', { name: words.pay }).click();
    await page.getByRole('heading', { level: 1, name: words.thanks }).waitFor();
    const pages = ['/checkout', '/checkout/day', '/checkout/review'].length;
    assert.ok(pages <= MOST_PAGES && fields <= MOST_FIELDS, `${pages} pages, ${fields} fields`);
    assert.deepEqual(
      said.filter((text) => !text.includes('422')),
      [],
    );
    await close();
  });
}

test('each part of the review can be changed, and comes back to it; a guest may write another e-mail address', async () => {
  const { page, close } = await visit(browser, shop.url, { viewport: { width: 1440, height: 900 } });
  await putIn(page, lamp);
  await page.goto('/checkout');
  await address(page, 'before-the-change');
  await submit(page).click();
  await atReview(page);
  await page.getByRole('link', { name: 'Change Contact details' }).click();
  await page.getByLabel('E-mail').fill('after-the-change@shop.test');
  await page.getByLabel('Phone').fill('+44 20 7946 0123');
  await submit(page).click();
  await atReview(page);
  for (const text of ['after-the-change@shop.test', '+44 20 7946 0123']) await page.getByText(text).waitFor();
  await page.getByRole('link', { name: 'Change Address' }).click();
  await page.getByLabel('Postcode').fill('1234');
  await submit(page).click();
  await page.getByText('This doesn’t look like a postcode. Example: 103375.').waitFor();
  assert.equal(await focused(page), 'zip');
  await page.getByLabel('Postcode').fill('101000');
  await submit(page).click();
  await atReview(page);
  await page.getByText('101000, Berlin').waitFor();
  await page.getByRole('link', { name: 'Change Delivery day' }).click();
  await page.getByRole('radio').nth(3).check();
  await submit(page).click();
  await atReview(page);
  await page.getByRole('link', { name: 'Change Your order' }).click();
  await page.getByRole('button', { name: 'Go to checkout' }).click();
  await atReview(page);
  await page.getByText('101000, Berlin, Lindenallee 7').waitFor();
  await close();
});

test('what is missing is topped up once: pressed twice, in two tabs, and after an answer that was lost', async () => {
  const customer = await shop.customer(30_000);
  const { page, close } = await visit(browser, shop.url);
  await isSignedIn(page, shop, customer.token);
  await putIn(page, lamp);
  await page.goto('/checkout');
  await address(page);
  await submit(page).click();
  const topUp = (of: Page) => of.getByRole('button', { name: 'Top up ₽1,000' });
  await topUp(page).waitFor();
  await alive(page);
  const tab = await page.context().newPage();
  await tab.goto('/checkout/review');
  await alive(tab);
  await page.route('**/checkout/top-up*', (route) => route.fetch().then(() => route.abort()), { times: 1 });
  await Promise.all([topUp(page).click(), topUp(tab).dblclick({ noWaitAfter: true })]);
  await tab.getByRole('button', { name: 'Pay ₽1,300' }).waitFor();
  await page.goto('/checkout/review');
  await payButton(page).waitFor();
  assert.equal((await customer.get('/api/account')).body.available.amount, 130_000);
  await payButton(page).click();
  await thanks(page).waitFor();
  const { items } = (await customer.get('/api/orders?mine=true')).body;
  assert.deepEqual(
    items.map(({ status }: { status: string }) => status),
    ['confirmed'],
  );
  await close();
});

test('the checkout leads nowhere by accident, and says what is bought at each step', async () => {
  const customer = await shop.customer(1_000_000);
  const { page, close } = await visit(browser, shop.url, { viewport: { width: 1440, height: 900 } });
  await isSignedIn(page, shop, customer.token);
  await putIn(page, lamp);
  await toReview(page);
  for (const path of ['/checkout', '/checkout/day', '/checkout/review']) {
    await page.goto(path);
    assert.equal(await page.getByRole('searchbox').or(page.getByRole('combobox')).count(), 0, path);
    assert.equal(await page.locator('header a').count(), 2, `${path}: home and cart`);
    assert.ok(await page.getByText('Teapot').first().isVisible(), path);
    assert.ok(await page.locator('main .niche img').first().isVisible(), path);
  }
  await page.getByRole('link', { name: 'Read the terms' }).waitFor();
  await page.getByText('Help').click();
  await page.getByText('You get the whole order, or you pay nothing.').waitFor();
  await close();
});
