import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Page } from 'playwright-core';
import { until } from '../../cli/test/scratch.ts';
import { openBrowser } from './chromium.ts';
import { openShopWithPages } from './shop-with-pages.ts';
import { alive, visit } from './visitor.ts';

const TEAPOT = '/p/glass-teapot-with-an-infuser';
const PHONE = { viewport: { width: 390, height: 844 }, reducedMotion: 'reduce' } as const;

const shop = await openShopWithPages();
const browser = await openBrowser();

const scrollTo = (page: Page, where: string) =>
  page.evaluate(`document.querySelector(${JSON.stringify(where)}).scrollIntoView({ block: 'end' })`);
/** Which picture of the gallery is in view. */
const shown = (page: Page) =>
  page.evaluate(`(() => {
    const row = document.querySelector('.gallery-row');
    return Math.round(row.scrollLeft / row.clientWidth);
  })()`);

for (const [how, javaScriptEnabled] of [
  ['with JavaScript', true],
  ['without JavaScript', false],
] as const) {
  test(`every picture of a product can be seen, by pressing and by keyboard, ${how}`, async () => {
    const { page, said, close } = await visit(browser, shop.url, { ...PHONE, javaScriptEnabled });
    await page.goto(TEAPOT);
    if (javaScriptEnabled) await alive(page);
    await page.getByRole('link', { name: 'Show picture 3 of 3' }).click();
    await until(async () => (await shown(page)) === 2);
    await page.getByRole('region', { name: 'Pictures' }).focus();
    await page.keyboard.press('ArrowLeft');
    await until(async () => (await shown(page)) === 1);
    if (javaScriptEnabled) {
      const current = page.locator('.gallery-thumbs [aria-current="true"]');
      await until(async () => (await current.getAttribute('href')) === '#picture-2');
      assert.equal(new URL(page.url()).hash, '');
    }
    assert.deepEqual(said, []);
    await close();
  });
}

test('on a phone price and button are in reach wherever one reads, and it is seen that they did their work', async () => {
  const { page, said, close } = await visit(browser, shop.url, PHONE);
  await page.goto(TEAPOT);
  await alive(page);
  const bar = page.locator('.buy-bar');
  await bar.getByRole('button', { name: 'Add to cart' }).waitFor();
  await scrollTo(page, '#add-to-cart');
  await bar.waitFor({ state: 'hidden' });
  await scrollTo(page, 'article:last-of-type');
  await bar.getByText('₽1,490').waitFor();
  await bar.getByRole('button', { name: 'Add to cart' }).click();
  const told = page.getByRole('complementary', { name: 'Added' });
  await told.waitFor();
  const box = (await told.boundingBox())!;
  assert.ok(box.y >= 0 && box.y + box.height <= 844, JSON.stringify(box));
  await page.keyboard.press('Escape');
  await told.waitFor({ state: 'detached' });
  assert.equal(await page.evaluate(`document.activeElement.closest('.buy-bar') !== null`), true);
  assert.deepEqual(said, []);
  await close();
});

test('the bar covers neither what has the focus nor the end of the page', async () => {
  const { page, close } = await visit(browser, shop.url, { ...PHONE, javaScriptEnabled: false });
  await page.goto(TEAPOT);
  const last = page.locator('main article a').last();
  for (let stops = 0; stops < 60; stops += 1) {
    await page.keyboard.press('Tab');
    const covered = await page.evaluate(`(() => {
      const focus = document.activeElement;
      const bar = document.querySelector('.buy-bar');
      if (bar.contains(focus)) return false;
      return focus.getBoundingClientRect().bottom > bar.getBoundingClientRect().top
        && bar.getBoundingClientRect().bottom <= innerHeight && focus.closest('main') !== null;
    })()`);
    assert.equal(covered, false, await page.evaluate('document.activeElement.outerHTML.slice(0, 90)'));
    if ((await last.and(page.locator(':focus')).count()) > 0) break;
  }
  await page.locator('.buy-bar button').click();
  await page.getByRole('heading', { name: 'Your cart' }).waitFor();
  await close();
});

test('goods stand on their board at every width, and nothing scrolls sideways', async () => {
  const { page, close } = await visit(browser, shop.url, PHONE);
  for (const width of [320, 390, 768, 1024, 1440, 1920]) {
    await page.setViewportSize({ width, height: 900 });
    await page.goto(TEAPOT);
    const stands = (await page.evaluate(`[...document.querySelectorAll('.niche')].map((niche) => {
      const floor = niche.getBoundingClientRect().bottom;
      const picture = niche.querySelector('img').getBoundingClientRect();
      // Drawings end one part in 32 above their edge; the board is 0.7 rem high.
      return floor - (picture.bottom - picture.height / 32);
    })`)) as number[];
    assert.ok(
      stands.every((above) => above >= 0 && above <= 11.5),
      `${width}: ${stands.join(' ')}`,
    );
    const sideways = await page.evaluate('document.documentElement.scrollWidth - innerWidth');
    assert.ok((sideways as number) <= 0, `${width}`);
  }
  await close();
});
