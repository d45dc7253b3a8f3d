import assert from 'node:assert/strict';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { until } from '../../cli/test/scratch.ts';

const PATIENCE = 120_000; // ms; a busy machine

const BLOCKED = 'Service Worker registration blocked by Playwright'; // what it says of `block`

/** A visitor with a browser of their own: the page, and everything that it complained about. */
export async function visit(browser: Browser, url: string, options: BrowserContextOptions = {}) {
  // Requests of a worker are no page's, which tests lose and answer by hand.
  const context = await browser.newContext({
    locale: 'en-GB',
    baseURL: url,
    serviceWorkers: 'block',
    ...options,
  });
  context.setDefaultTimeout(PATIENCE);
  const page = await context.newPage();
  const said: string[] = [];
  page.on('console', (message) => {
    const own = message.text().startsWith(BLOCKED);
    if (!own && ['error', 'warning'].includes(message.type())) said.push(message.text());
  });
  page.on('pageerror', (error) => said.push(String(error)));
  return { page, said, close: () => context.close() };
}

const ALIVE = `Object.keys(document.querySelector('main') ?? {}).some((key) => key.startsWith('__react'))`;

/** Goes on when the page has come alive: from then on its links and forms need no new document. */
export async function alive(page: Page): Promise<void> {
  await until(async () => (await page.evaluate(ALIVE)) === true);
}

const FOCUSED = `(() => {
  const { outlineWidth, outlineStyle } = getComputedStyle(document.activeElement);
  return [parseFloat(outlineWidth), outlineStyle, document.activeElement.outerHTML.slice(0, 80)];
})()`;

/** That whatever has the focus shows it. */
export async function focusIsVisible(page: Page): Promise<void> {
  const [width, style, name] = (await page.evaluate(FOCUSED)) as [number, string, string];
  assert.ok(width >= 2 && style !== 'none', `${name}: ${width}px ${style}`);
}
