import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { openBrowser } from './chromium.ts';

// Takes the pictures of docs/screenshots in a running shop with demo data; nobody sees the customer that it makes:
//   npm run docs:screenshots -- http://localhost:3000 [folder]
const [url = 'http://localhost:3000', folder = join(import.meta.dirname, '../../docs/screenshots')] =
  process.argv.slice(2);
/** What the README shows; all pages, sizes and colours go to a folder of one's own. */
const SHOWN = ['home', 'product', 'cart', 'review', 'order'];
const WIDTHS = { phone: 390, tablet: 768, desktop: 1440 };

const browser = await openBrowser();
mkdirSync(folder, { recursive: true });
await shoot(browser, 'desktop', 'light');
await shoot(browser, 'phone', 'dark');
if (process.argv[3]) {
  await shoot(browser, 'tablet', 'light');
  await shoot(browser, 'phone', 'light');
  await shoot(browser, 'desktop', 'dark');
}
await browser.close();

/** Walks through the shop as a new customer, with a picture of each main page. */
async function shoot(browser: Browser, size: keyof typeof WIDTHS, colorScheme: 'light' | 'dark') {
  const viewport = { width: WIDTHS[size], height: size === 'phone' ? 844 : 900 };
  const options: BrowserContextOptions = { baseURL: url, locale: 'en-GB', colorScheme, viewport };
  const context = await browser.newContext({ ...options, reducedMotion: 'reduce' });
  const page = await context.newPage();
  const take = async (name: string) => {
    if (!process.argv[3] && !SHOWN.includes(name)) return;
    await page.evaluate('document.fonts.ready');
    const path = join(folder, `${name}-${size}-${colorScheme}.jpg`);
    await page.screenshot({ path, type: 'jpeg', quality: 80 });
  };
  await page.goto('/');
  await take('home');
  await page.goto('/c/tea');
  await take('shelf');
  const products = page.locator('main article:not(:has([data-sold-out])) a');
  const paths = await Promise.all([1, 4].map((at) => products.nth(at).getAttribute('href')));
  await page.goto(paths[0]!);
  await take('product');
  for (const path of paths) await putIn(page, path!);
  await page.goto('/cart');
  await take('cart');
  await buy(page, take);
  await context.close();
}

async function putIn(page: Page, path: string): Promise<void> {
  await page.goto(path);
  await page.getByRole('button', { name: 'Add to cart' }).first().click();
  await page
    .getByRole('link', { name: 'View cart' })
    .or(page.getByRole('heading', { name: 'Your cart' }))
    .waitFor();
}

async function buy(page: Page, take: (name: string) => Promise<void>): Promise<void> {
  await page.getByRole('button', { name: 'Go to checkout' }).click();
  await page.getByLabel('E-mail').fill('reader@example.test');
  await page.getByLabel('First name').fill('Anna');
  await page.getByLabel('Street').fill('Lindenallee 7');
  await page.getByLabel('Town or city').fill('Berlin');
  await take('checkout');
  await page.getByRole('button', { name: 'Choose a delivery day' }).click();
  await page.getByRole('button', { name: 'Review your order' }).waitFor();
  await take('day');
  await page.getByRole('button', { name: 'Review your order' }).click();
  await page.getByRole('button', { name: 'Top up' }).click();
  await page.getByRole('button', { name: /^Pay/ }).waitFor();
  await take('review');
  await page.getByRole('button', { name: /^Pay/ }).click();
  await page.getByRole('heading', { name: 'Your order is placed. Thank you!' }).waitFor();
  await take('order');
  for (const [path, picture] of [
    ['/orders', 'orders'],
    ['/account', 'account'],
    ['/account/addresses', 'addresses'],
    ['/account/money', 'money'],
  ]) {
    await page.goto(path!);
    await take(picture!);
  }
}
