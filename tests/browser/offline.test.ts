import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Page } from 'playwright-core';
import { until } from '../../cli/test/scratch.ts';
import { openBrowser } from './chromium.ts';
import { openShopWithPages } from './shop-with-pages.ts';
import { isSignedIn, onShelf, putIn } from './shopper.ts';
import { alive, visit } from './visitor.ts';

const shop = await openShopWithPages();
const browser = await openBrowser();
// A shelf of its own: on the one of all tests it may stand on a later page.
const lamps = { name: { en: 'Lamps', ru: 'Лампы' }, slug: 'lamps-for-the-road' };
const own = await shop.must(201, shop.ask('POST', '/api/categories', { as: shop.admin, body: lamps }));
const lamp = await onShelf(shop, 45_000, 50, own.id);
const shown = (await shop.ask('GET', `/api/products/${lamp}`)).body;
const [product, shelf] = [`/p/${shown.slug}`, `/c/${shown.category.slug}`];
const PHONE = { viewport: { width: 390, height: 844 }, serviceWorkers: 'allow' } as const;
const WIDE = { viewport: { width: 1440, height: 900 }, serviceWorkers: 'allow' } as const;

const KEPT = `(async () => {
  const paths = [];
  for (const name of await caches.keys())
    for (const { url } of await (await caches.open(name)).keys()) paths.push(new URL(url).pathname);
  return paths;
})()`;
const keptIn = async (page: Page) => (await page.evaluate(KEPT)) as string[];

/** Opens pages that a worker keeps, and waits until it has. */
async function seen(page: Page, ...paths: string[]): Promise<void> {
  for (const path of paths) {
    await page.goto(path);
    await alive(page);
    await until(async () => (await keptIn(page)).includes(path));
  }
}

for (const [words, options] of [
  [
    {
      locale: 'en-GB',
      add: 'Add to cart',
      waits: 'Not sent yet',
      title: 'You’re offline',
      arrived: 'Added to your cart: Teapot',
    },
    PHONE,
  ],
  [
    {
      locale: 'ru-RU',
      add: 'В корзину',
      waits: 'Ещё не отправлено',
      title: 'Нет связи',
      arrived: 'Добавлено в корзину: Чайник',
    },
    WIDE,
  ],
] as const) {
  const { locale, add, waits, title, arrived } = words;
  test(`pages that were seen open without a connection, take things, and send them later, ${locale}`, async () => {
    const { page, close } = await visit(browser, shop.url, { ...options, locale });
    await seen(page, shelf, product);
    await page.context().setOffline(true);
    await page.goto(shelf);
    await alive(page);
    await page.locator(`a[href="${product}"]`).first().click();
    await page.getByRole('button', { name: add }).first().waitFor();
    await alive(page);
    await page.getByRole('button', { name: add }).first().click();
    await page.getByRole('complementary', { name: waits }).getByRole('link').first().click();
    await page.getByRole('heading', { level: 1, name: title }).waitFor();
    await alive(page);
    await page.getByRole('region', { name: waits }).getByText('× 1').waitFor();
    assert.deepEqual((await page.context().cookies()).map(({ name }) => name).sort(), []);
    await page.context().setOffline(false);
    await page.getByText(arrived).waitFor();
    assert.equal(new URL(page.url()).pathname, '/cart', 'where one wanted to go');
    await page.getByRole('spinbutton').waitFor();
    assert.equal(await page.getByRole('spinbutton').inputValue(), '1');
    await close();
  });
}

test('what is kept is nobody’s: a member’s pages are kept as everybody sees them, and their own never', async () => {
  const customer = await shop.customer(1_000_000);
  const { page, close } = await visit(browser, shop.url, PHONE);
  await isSignedIn(page, shop, customer.token);
  await putIn(page, lamp);
  for (const path of ['/account', '/orders', '/cart', '/account/money']) {
    await page.goto(path);
    await alive(page);
  }
  await seen(page, product, shelf);
  const pages = (await keptIn(page)).filter((path) => !/^\/(?:assets|pictures)\//.test(path));
  assert.deepEqual(
    [...new Set(pages)].sort(),
    ['/', '/favicon.svg', '/offline', shelf, product].filter((path) => pages.includes(path)).sort(),
  );
  await page.context().setOffline(true);
  await page.goto(product);
  await alive(page);
  const header = page.getByRole('banner');
  await header.getByRole('link', { name: 'Sign in' }).waitFor();
  await header.getByText('1 item').waitFor({ state: 'attached' });
  await page.goto('/account');
  await page.getByRole('heading', { level: 1, name: 'You’re offline' }).waitFor();
  await close();
});

test('without a connection a form that only the shop can answer keeps what was typed, and says so', async () => {
  const { page, close } = await visit(browser, shop.url, PHONE);
  await page.goto('/track');
  await alive(page);
  await page.context().setOffline(true);
  await page.getByLabel('Order number').fill('100001');
  await page.getByLabel('E-mail').fill('anna@shop.test');
  await page.getByRole('button', { name: 'Show order' }).click();
  await page.getByRole('alert').getByText('this wasn’t sent').waitFor();
  assert.equal(await page.getByLabel('Order number').inputValue(), '100001');
  await page.context().setOffline(false);
  await page.getByText('this wasn’t sent').waitFor({ state: 'detached' });
  await close();
});

test('the worker is looked for anew each time, may ask the shop alone, and can be taken away', async () => {
  const get = (path: string) => fetch(shop.url + path);
  for (const path of ['/sw.js', '/sw-off.js']) {
    const { status, headers } = await get(path);
    assert.deepEqual(
      [status, headers.get('cache-control'), headers.get('content-security-policy')],
      [200, 'no-cache', "default-src 'none'; connect-src 'self'"],
    );
  }
  const { page, close } = await visit(browser, shop.url, PHONE);
  await seen(page, '/');
  await page.evaluate("navigator.serviceWorker.register('/sw-off.js')");
  await until(async () => (await keptIn(page)).length === 0);
  const left = 'navigator.serviceWorker.getRegistrations().then((all) => all.length)';
  await until(async () => (await page.evaluate(left)) === 0);
  await close();
});
