import assert from 'node:assert/strict';
import { test } from 'node:test';
import { until } from '../../cli/test/scratch.ts';
import { openBrowser } from './chromium.ts';
import { openShopWithPages } from './shop-with-pages.ts';
import { alive, visit } from './visitor.ts';

const shop = await openShopWithPages();
const browser = await openBrowser();
const phone = { viewport: { width: 320, height: 700 } };

/** Whether the current shelf of the line can be seen whole. */
const IN_VIEW = `(() => {
  const current = document.querySelector('nav > ul [aria-current="page"]').getBoundingClientRect();
  const line = document.querySelector('nav > ul').getBoundingClientRect();
  return current.left >= line.left && current.right <= line.right;
})()`;

test('on a phone the current shelf is in view, and a menu holds all of them', async () => {
  const { page, close } = await visit(browser, shop.url, phone);
  await page.goto('/');
  const last = page.locator('nav > ul a[href^="/c/"]').last();
  await page.goto((await last.getAttribute('href'))!);
  await alive(page);
  await until(async () => (await page.evaluate(IN_VIEW)) === true);
  const menu = page.locator('nav > details');
  await menu.locator('summary').click();
  // Other files put shelves of their own into the shop: as many as the line has.
  const shelves = await page.locator('nav > ul').first().getByRole('link').allTextContents();
  assert.deepEqual(await menu.getByRole('link').allTextContents(), shelves);
  await page.keyboard.press('Escape');
  assert.equal(await menu.getByRole('link').count(), 0);
  assert.equal(await page.evaluate('document.activeElement.tagName'), 'SUMMARY');
  await menu.locator('summary').click();
  await menu.getByRole('link').first().click();
  await page.getByRole('heading', { level: 1, name: shelves[0]! }).waitFor();
  assert.equal(await menu.getByRole('link').count(), 0, 'it is closed on the next page');
  await until(async () => (await page.evaluate(IN_VIEW)) === true);
  await close();
});

test('without JavaScript the menu opens, and leads to a shelf', async () => {
  const { page, close } = await visit(browser, shop.url, { ...phone, javaScriptEnabled: false });
  await page.goto('/');
  await page.locator('nav > details summary').click();
  const shelf = page.locator('nav > details').getByRole('link').first();
  const name = await shelf.textContent();
  await shelf.click();
  await page.getByRole('heading', { level: 1, name: name! }).waitFor();
  await close();
});

test('after a wrong password the focus is on what says so, each time', async () => {
  const { page, close } = await visit(browser, shop.url);
  await page.goto('/sign-in');
  await alive(page);
  const signIn = page.getByRole('button', { name: 'Sign in', exact: true });
  for (const password of ['wrong-password-1', 'wrong-password-2']) {
    await page.locator('main [name=username]').fill('nobody-at-all');
    await page.locator('main [name=password]').fill(password);
    await signIn.click();
    await until(async () => (await page.evaluate('document.activeElement.role')) === 'alert');
    assert.match(String(await page.evaluate('document.activeElement.textContent')), /^Wrong/);
  }
  await close();
});
