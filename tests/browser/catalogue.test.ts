import assert from 'node:assert/strict';
import { test } from 'node:test';
import { until } from '../../cli/test/scratch.ts';
import { openBrowser } from './chromium.ts';
import { openShopWithPages } from './shop-with-pages.ts';
import { alive, focusIsVisible, visit } from './visitor.ts';

const shop = await openShopWithPages();
const browser = await openBrowser();
const text = (path: string, headers: Record<string, string> = {}) =>
  fetch(shop.url + path, { headers, redirect: 'manual' });

test('a visitor goes from the front of the shop over a shelf to a product, without a new document', async () => {
  const { page, said, close } = await visit(browser, shop.url);
  await page.goto('/');
  await alive(page);
  await page.evaluate('window.sameDocument = true');
  await page
    .getByRole('navigation', { name: 'Shelves' })
    .first()
    .getByRole('link', { name: 'Books' })
    .click();
  await page.getByRole('heading', { level: 1, name: 'Books' }).waitFor();
  await page.getByText('11 products').waitFor();
  await page.getByRole('link', { name: 'The Master and Margarita' }).click();
  await page.getByRole('heading', { level: 1, name: 'The Master and Margarita' }).waitFor();
  await page
    .getByText(/In stock|Only a few left/)
    .first()
    .waitFor();
  await page.getByText(/Get it on \w+/).waitFor();
  await page.getByRole('heading', { name: 'You might also like' }).waitFor();
  assert.equal(await page.evaluate('window.sameDocument'), true);
  await page.getByRole('img', { name: 'The Master and Margarita' }).waitFor();
  const width = () => page.evaluate<number>("document.querySelector('main img').naturalWidth");
  await until(async () => (await width()) > 0);
  assert.deepEqual(said, []);
  await close();
});

test('a search forgives a mistake, suggests while somebody types, and helps when it finds nothing', async () => {
  const { page, said, close } = await visit(browser, shop.url);
  await page.goto('/');
  await alive(page);
  const field = page.locator('[name=q]');
  await field.pressSequentially('tea');
  const suggestions = page.getByRole('listbox', { name: 'Suggestions' });
  await suggestions.getByRole('option').first().waitFor();
  assert.equal(await field.getAttribute('aria-expanded'), 'true');
  await field.press('ArrowDown');
  await focusIsVisible(page);
  const chosen = suggestions.getByRole('option', { selected: true });
  assert.equal(await chosen.getAttribute('id'), await field.getAttribute('aria-activedescendant'));
  const to = await chosen.getAttribute('href');
  await field.press('ArrowUp');
  assert.equal(await chosen.count(), 0);
  await field.press('ArrowDown');
  await field.press('Enter');
  await page.waitForURL(`**${to}`);
  await page.goto('/');
  await alive(page);
  await field.pressSequentially('tea');
  await suggestions.waitFor();
  await field.press('Escape');
  await suggestions.waitFor({ state: 'detached' });
  await field.fill('cast-iron teepot');
  await field.press('Enter');
  await page.getByRole('heading', { level: 1, name: 'Results for “cast-iron teepot”' }).waitFor();
  await page.getByRole('link', { name: 'Cast-iron teapot' }).waitFor();
  await page.goto('/search?q=xqzzkw');
  await page.getByRole('heading', { level: 1, name: 'No results for “xqzzkw”' }).waitFor();
  await page.getByRole('heading', { name: 'You may like these' }).waitFor();
  await page.locator('main').getByRole('link', { name: 'Books' }).waitFor();
  await page.goto('/search?q=xqzzkw+cast-iron+teapot');
  await page
    .getByText('Nothing matches every word, so these match without “xqzzkw”, or only in part.')
    .waitFor();
  await page.getByRole('link', { name: 'Cast-iron teapot' }).waitFor();
  assert.deepEqual(said, []);
  await close();
});

test('a search in the other layout of the keyboard says what it shows, and has a way back', async () => {
  const page = await (await text('/search?q=xfqybr', { 'accept-language': 'en' })).text();
  assert.match(page, /Showing results for “чайник”/);
  assert.match(page, /href="\/search\?q=%22xfqybr%22"[^>]*>Search for “xfqybr” instead/);
  const typed = await text('/search?q=%22xfqybr%22', { 'accept-language': 'en' });
  assert.doesNotMatch(await typed.text(), /Showing results for/);
});

test('filters and order stand in the address, can be taken back, and Back undoes them', async () => {
  const { page, said, close } = await visit(browser, shop.url, { viewport: { width: 1200, height: 800 } });
  await page.goto('/c/tea');
  await alive(page);
  const all = Number.parseInt((await page.getByText(/^\d+ products$/).textContent())!, 10);
  const filters = page.getByRole('complementary', { name: 'Filter and sort' });
  await filters.getByRole('combobox').filter({ visible: true }).selectOption('price');
  await page.waitForURL('**/c/tea?sort=price');
  await filters
    .getByRole('link', { name: /₽1,000 to ₽1,999.99/ })
    .filter({ visible: true })
    .click();
  await page.waitForURL(/sort=price.*|min=1000/);
  const chip = page.getByRole('link', { name: 'Remove ₽1,000 to ₽1,999.99' });
  await chip.waitFor();
  const names = await page.locator('main article h3').allTextContents();
  assert.ok(names.length > 0 && names.length < all, names.join());
  await chip.click();
  await page.getByText(`${all} products`).waitFor();
  assert.equal(new URL(page.url()).search, '?sort=price');
  await page.goBack();
  await chip.waitFor();
  await page.goBack();
  await page.goBack();
  await page.waitForURL((url) => url.search === '');
  assert.deepEqual(said, []);
  await close();
});

test('a visitor who reads Russian sees Russian, and whoever chooses a language keeps it', async () => {
  const { page, said, close } = await visit(browser, shop.url, { locale: 'ru-RU' });
  await page.goto('/c/books');
  await page.getByRole('heading', { level: 1, name: 'Книги' }).waitFor();
  await page.getByText('11 товаров').waitFor();
  assert.equal(await page.getAttribute('html', 'lang'), 'ru');
  await page.getByRole('link', { name: 'English' }).click();
  await page.getByRole('heading', { level: 1, name: 'Books' }).waitFor();
  await page.goto('/');
  await page.getByRole('heading', { level: 1, name: 'Good things, kept simple' }).waitFor();
  assert.deepEqual(said, []);
  await close();
});

test('without JavaScript a visitor browses, filters, signs up, signs out and in', async () => {
  const { page, close } = await visit(browser, shop.url, { javaScriptEnabled: false });
  await page.goto('/');
  await page.locator('[name=q]').fill('cast-iron teepot');
  await page.getByRole('button', { name: 'Search' }).click();
  await page.getByRole('link', { name: 'Cast-iron teapot' }).waitFor();
  await page.goto('/account');
  await page.waitForURL('**/sign-in?to=%2Faccount');
  await page.getByLabel('Username').fill('nobody-here');
  await page.getByLabel('Password').fill('wrong-password-1');
  await page.getByRole('button', { name: 'Sign in' }).click();
  await page.getByText('Wrong e-mail, username or password.').waitFor();
  assert.equal(await page.getByLabel('Username').inputValue(), 'nobody-here');
  await page.getByRole('link', { name: 'Create an account' }).click();
  await page.getByLabel('E-mail').fill('paper-reader@shop.test');
  await page.getByLabel('Password').fill('password');
  await page.getByRole('button', { name: 'Create account' }).click();
  const wrong = page.getByLabel('Password');
  assert.equal(await wrong.getAttribute('aria-invalid'), 'true');
  const told = await wrong.getAttribute('aria-describedby');
  assert.match(
    (await page.locator(`[id="${told?.split(' ').at(-1)}"]`).textContent()) ?? '',
    /8 to 128 characters/,
  );
  await wrong.fill('long-and-odd-7');
  await page.getByRole('button', { name: 'Create account' }).click();
  await page.getByRole('heading', { level: 1, name: 'Hello, paper-reader' }).waitFor();
  await page.getByRole('button', { name: 'Sign out' }).click();
  await page.getByRole('link', { name: 'Sign in' }).click();
  await page.getByLabel('Username').fill('paper-reader');
  await page.getByLabel('Password').fill('long-and-odd-7');
  await page.getByRole('button', { name: 'Sign in' }).click();
  await page.getByRole('link', { name: 'paper-reader' }).waitFor();
  await close();
});

test('everything can be reached by keyboard, and shows that it is', async () => {
  const { page, close } = await visit(browser, shop.url);
  await page.goto('/c/toys');
  await alive(page);
  await page.keyboard.press('Tab');
  await focusIsVisible(page);
  assert.equal(await page.evaluate('document.activeElement.textContent'), 'Skip to main content');
  await page.keyboard.press('Enter');
  for (let stop = 0; stop < 12; stop += 1) {
    await page.keyboard.press('Tab');
    await focusIsVisible(page);
  }
  await close();
});

test('a page tells machines what it is about', async () => {
  const html = await (await text('/p/chess-set', { 'accept-language': 'ru' })).text();
  assert.match(html, /<html lang="ru"/);
  assert.match(html, /<title>[^<]+ – Sagashop<\/title>/);
  assert.match(html, new RegExp(`<link rel="canonical" href="${shop.url}/p/chess-set"`));
  for (const part of ['hrefLang="en"', 'hrefLang="x-default"', 'property="og:title"', 'BreadcrumbList']) {
    assert.ok(html.includes(part), part);
  }
  const data = [...html.matchAll(/<script type="application\/ld\+json">(.*?)<\/script>/g)].map(([, json]) =>
    JSON.parse(json!),
  );
  const product = data.find((one) => one['@type'] === 'Product');
  assert.deepEqual([product.offers.priceCurrency, product.offers['@type']], ['RUB', 'Offer']);
  const map = await (await text('/sitemap.xml')).text();
  assert.ok(map.includes(`<loc>${shop.url}/p/chess-set</loc>`) && map.match(/<url>/g)!.length > 88);
  assert.match(await (await text('/robots.txt')).text(), /Sitemap: http/);
  assert.match(await (await text('/manifest.webmanifest')).text(), /"short_name":"Sagashop"/);
});
