import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Page } from 'playwright-core';
import { until } from '../../cli/test/scratch.ts';
import { openBrowser } from './chromium.ts';
import { openShopWithPages } from './shop-with-pages.ts';
import { alive, visit } from './visitor.ts';

const shop = await openShopWithPages();
const browser = await openBrowser();
const DESKTOP = { width: 1440, height: 900 };
const PHONE = { width: 390, height: 844 };

const counts = async (page: Page) =>
  Number.parseInt((await page.locator('main [role=status]').first().textContent())!, 10);
const tiles = (page: Page) => page.locator('main article').count();
const focused = (page: Page) =>
  page.evaluate<string>('document.activeElement.value ?? document.activeElement.textContent');

test('a shelf of an address that there is not is said to be gone, and goes like any other choice', async () => {
  const { page, close } = await visit(browser, shop.url, { viewport: PHONE });
  await page.goto('/search?category=tea,no-such-shelf');
  const main = page.getByRole('main');
  await main.getByRole('link', { name: 'Remove A shelf that’s gone' }).waitFor();
  assert.doesNotMatch((await main.textContent())!, /no-such-shelf/);
  await main.getByRole('link', { name: 'Remove A shelf that’s gone' }).click();
  await page.waitForURL('**/search?category=tea');
  await main.getByRole('link', { name: 'Remove Tea' }).waitFor();
  await close();
});

test('several shelves, the stock and prices are chosen one after the other, and each choice is counted and said', async () => {
  const { page, said, close } = await visit(browser, shop.url, { viewport: DESKTOP });
  await page.goto('/search');
  await alive(page);
  await page.evaluate('window.sameDocument = true');
  const filters = page.getByRole('complementary', { name: 'Filter and sort' });
  const shelf = async (name: RegExp) => {
    const box = filters.getByRole('checkbox', { name }).filter({ visible: true });
    await box.check();
    await page.getByRole('list', { name: 'Active filters' }).getByText(name).waitFor();
    return Number((await box.locator('xpath=..').textContent())!.replace(/\D/g, ''));
  };
  const tea = await shelf(/Tea/);
  assert.equal(await counts(page), tea);
  assert.match(await focused(page), /tea/);
  const books = await shelf(/Books/);
  assert.equal(await counts(page), tea + books);
  assert.deepEqual(new URL(page.url()).searchParams.getAll('category').length, 2);
  await filters.getByLabel('From').filter({ visible: true }).fill('2,000');
  await filters.getByLabel('To', { exact: true }).filter({ visible: true }).fill('500');
  await filters.getByRole('button', { name: 'Show' }).filter({ visible: true }).click();
  await page.getByText('“From” was more than “To”, so we swapped them.').filter({ visible: true }).waitFor();
  await page.getByRole('link', { name: 'Remove ₽500 to ₽2,000' }).waitFor();
  assert.equal(await tiles(page), await counts(page));
  assert.ok((await tiles(page)) > 0 && (await tiles(page)) < tea + books);
  await page.getByRole('link', { name: 'Remove Books' }).click();
  await page.getByRole('link', { name: 'Remove Books' }).waitFor({ state: 'detached' });
  assert.equal(
    await filters.getByRole('checkbox', { name: /Books/ }).filter({ visible: true }).isChecked(),
    false,
  );
  await until(async () => (await focused(page)) === 'Tea');
  await page.getByRole('link', { name: 'Clear all' }).click();
  await page.waitForURL((url) => url.search === '');
  await page.goBack();
  await page.getByRole('link', { name: 'Remove ₽500 to ₽2,000' }).waitFor();
  assert.equal(
    await filters.getByRole('checkbox', { name: /Tea/ }).filter({ visible: true }).isChecked(),
    true,
  );
  assert.equal(await page.evaluate('window.sameDocument'), true);
  assert.deepEqual(said, []);
  await close();
});

test('without JavaScript the same form on a phone, in Russian, and a longer page that begins where the last one ended', async () => {
  const options = { viewport: PHONE, javaScriptEnabled: false, locale: 'ru-RU' };
  const { page, close } = await visit(browser, shop.url, options);
  await page.goto('/search');
  await page.getByText('Фильтры и сортировка').click();
  await page.getByRole('checkbox', { name: /Книги/ }).filter({ visible: true }).check();
  await page.getByRole('checkbox', { name: /Чай/ }).filter({ visible: true }).check();
  await page.getByRole('checkbox', { name: 'Только в наличии' }).filter({ visible: true }).check();
  await page.getByLabel('До', { exact: true }).filter({ visible: true }).fill('1 500,50');
  await page.getByRole('button', { name: 'Показать' }).filter({ visible: true }).click();
  await page.waitForURL(/category=tea/);
  assert.equal(await tiles(page), Math.min(24, await counts(page)));
  const chips = page.getByRole('list', { name: 'Выбранные фильтры' });
  assert.equal(await chips.getByRole('listitem').count(), 5);
  await chips.getByRole('link', { name: 'Сбросить всё' }).click();
  await page.waitForURL((url) => url.search === '');
  await page.getByRole('link', { name: 'Показать ещё 24' }).click();
  await page.waitForURL(/shown=48#from-24$/);
  assert.equal(await tiles(page), 48);
  const top = () => page.evaluate<number>("document.getElementById('from-24').getBoundingClientRect().top");
  await until(async () => Math.abs(await top()) < 200);
  await close();
});

test('whoever shows more, looks at a product and goes back is where they were, with the focus on it', async () => {
  const { page, said, close } = await visit(browser, shop.url, { viewport: PHONE });
  await page.goto('/');
  await page.goto('/search');
  await alive(page);
  await page.getByRole('link', { name: 'Show 24 more' }).click();
  await page.getByText(/^48 of \d+ shown$/).waitFor();
  const links = page.locator('main article h3 a');
  const name = (at: number) => links.nth(at).textContent();
  assert.equal(await focused(page), await name(24));
  await links.nth(37).scrollIntoViewIfNeeded();
  const scrolled = () => page.evaluate<number>('Math.round(scrollY)');
  const [where, looked] = [await scrolled(), await name(37)];
  assert.ok(where > 2000);
  await links.nth(37).click();
  await page.getByRole('heading', { level: 1, name: looked! }).waitFor();
  await page.goBack();
  await page.getByText(/^48 of \d+ shown$/).waitFor();
  await until(async () => Math.abs((await scrolled()) - where) < 50);
  assert.equal(await focused(page), looked);
  await page.goBack();
  await page.waitForURL((url) => url.pathname === '/');
  assert.deepEqual(said, []);
  await close();
});
