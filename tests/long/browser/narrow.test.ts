import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import type { Page } from 'playwright-core';
import { until } from '../../../cli/test/scratch.ts';
import { openBrowser } from '../../browser/chromium.ts';
import { ACCOUNT_PAGES, pagesFor } from '../../browser/every-page.ts';
import { openShopWithPages } from '../../browser/shop-with-pages.ts';
import { isSignedIn } from '../../browser/shopper.ts';
import { notSideways } from '../../browser/sideways.ts';
import { alive, visit } from '../../browser/visitor.ts';

const shop = await openShopWithPages();
/** Whoever sets the text to twice its size in the browser: 32 px. Media queries know of it, as of no style sheet's size. */
const browser = await openBrowser(['--blink-settings=defaultFontSize=32']);
const NARROW = { width: 320, height: 800 };
const LONG = {
  en: 'Hand-thrown stoneware ocarina with a bamboo stand, a strap and a pouch',
  ru: 'Достопримечательность: окарина керамическая с бамбуковой подставкой',
};

const body = { name: LONG, description: LONG, price: { amount: 123_456_789, currency: 'RUB' } };
const long = await createLong();

/**
 * A product with names of seventy letters and a price of a million, on a shelf whose goods no test of the same shop counts or
 * looks for.
 */
async function createLong(): Promise<string> {
  const { items } = (await shop.ask('GET', '/api/categories')).body;
  const { id: categoryId } = items.find(({ slug }: { slug: string }) => slug === 'toys');
  const sent = { as: shop.admin, body: { ...body, categoryId } };
  const { id } = await shop.must(201, shop.ask('POST', '/api/products', sent));
  await shop.must(
    201,
    shop.ask('POST', `/api/stock/${id}/receipts`, { as: shop.admin, body: { quantity: 50 } }),
  );
  await until(async () => (await shop.ask('GET', `/api/products/${id}`)).body.availability !== 'out');
  return id;
}

for (const [language, locale] of [
  ['en', 'en-GB'],
  ['ru', 'ru-RU'],
] as const) {
  const texts = JSON.parse(
    readFileSync(new URL(`../../../web/app/words/${language}.json`, import.meta.url), 'utf8'),
  );
  const press = (page: Page, key: string) => page.getByRole('button', { name: texts[key] }).first().click();
  const putInHere = async (page: Page) => {
    await page.goto(`/p/${long}`);
    await alive(page);
    await press(page, 'cart.add');
    await page.getByText(texts['cart.added']).first().waitFor();
  };
  const look = async (page: Page, path: string) => {
    await page.goto(path);
    await notSideways(page, path);
  };

  test(`no page scrolls sideways at 320 px with text of twice the size, ${language}`, async () => {
    const { page, close } = await visit(browser, shop.url, { locale, viewport: NARROW });
    for (const path of [...pagesFor(`/p/${long}`), '/c/toys']) await look(page, path);
    await putInHere(page);
    await notSideways(page, 'put in');
    await look(page, '/cart');
    await look(page, '/checkout');
    await close();
  });

  test(`no page of a purchase and of an account does, ${language}`, async () => {
    const { token } = await shop.customer(1_000_000_000);
    const { page, close } = await visit(browser, shop.url, { locale, viewport: NARROW });
    await isSignedIn(page, shop, token);
    const named = { firstName: 'Rumpelstiltskinwhosenameisverylong', lastName: 'Достоевскаяпреображенская' };
    await shop.must(200, shop.ask('PATCH', '/api/users/me', { as: token, body: named }));
    await putInHere(page);
    await look(page, '/cart');
    await look(page, '/checkout');
    await press(page, 'checkout.toDay');
    await page.locator('[aria-invalid="true"]').first().waitFor();
    await notSideways(page, 'address with errors');
    await page.locator('[name=street]').fill('Donaudampfschifffahrtsgesellschaftsstraße 7');
    await page.locator('[name=city]').fill('Llanfairpwllgwyngyllgogerychwyrndrobwll');
    await press(page, 'checkout.toDay');
    await page.waitForURL('**/checkout/day');
    await notSideways(page, 'day');
    await press(page, 'checkout.toReview');
    await page.waitForURL('**/checkout/review');
    await notSideways(page, 'review');
    await page
      .getByRole('button', { name: texts['pay.now'].split(' ')[0] })
      .first()
      .click();
    await page.waitForURL('**/orders/*');
    await page.getByText(texts['order.cancel']).first().click();
    await notSideways(page, 'order');
    for (const path of [...ACCOUNT_PAGES, '/account/addresses']) await look(page, path);
    await close();
  });
}
