import { setTimeout as pause } from 'node:timers/promises';
import type { Browser, CDPSession, Page } from 'playwright-core';
import { alive, visit } from '../tests/browser/visitor.ts';

const SLOWER = 4; // the phone's processor, as Lighthouse has it
const SETTLED = 600; // ms; whatever a press has set off is over
const PHONE = { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true };

// Event Timing: from the touch or key to the next frame that is shown, in steps of 8 ms; below 16 nothing is told.
const OBSERVE = `
  window.pressed = [];
  new PerformanceObserver((list) => {
    for (const { interactionId, duration } of list.getEntries()) if (interactionId > 0) window.pressed.push(duration);
  }).observe({ type: 'event', durationThreshold: 16 });`;
const COUNT = 'performance.interactionCount';

interface Press {
  name: string;
  path: string;
  before?: (page: Page) => Promise<unknown>;
  press: (page: Page) => Promise<unknown>;
}

const button = (page: Page, name: string) =>
  page.getByRole('button', { name }).filter({ visible: true }).first();
const putIn = async (page: Page, product: string) => {
  await page.goto(product);
  await alive(page);
  await button(page, 'Add to cart').tap();
  await page.getByText('Added to your cart.').first().waitFor();
  await page.goto('/cart');
  await alive(page);
};

/** What is pressed most on a phone, `product` being the path of one with several pictures. */
const presses = (product: string): Press[] => [
  { name: 'add to cart', path: product, press: (page) => button(page, 'Add to cart').tap() },
  { name: 'picture', path: product, press: (page) => page.locator('.gallery-thumbs a').nth(1).tap() },
  {
    name: 'stepper',
    path: '/cart',
    before: (page) => putIn(page, product),
    press: (page) => button(page, 'One more').tap(),
  },
  { name: 'menu', path: '/', press: (page) => page.locator('nav > details summary').tap() },
  {
    name: 'filter',
    path: '/search',
    before: (page) => page.getByText('Filter and sort').filter({ visible: true }).first().tap(),
    press: (page) => page.getByRole('checkbox', { name: 'Books' }).filter({ visible: true }).first().tap(),
  },
  {
    name: 'show more',
    path: '/search',
    press: (page) => page.getByRole('link', { name: 'Show 24 more' }).tap(),
  },
  {
    name: 'search, typed',
    path: '/',
    before: (page) => page.getByRole('combobox').first().focus(),
    press: (page) => page.keyboard.type('teapot', { delay: 120 }),
  },
];

/** How long each press waits for its frame on a slow phone, in ms: the slowest event of each, by name. */
export async function interactions(browser: Browser, url: string, product: string) {
  const found: Record<string, number> = {};
  for (const one of presses(product)) found[one.name] = await slowest(browser, url, one);
  return found;
}

async function slowest(
  browser: Browser,
  url: string,
  { name, path, before: prepare, press }: Press,
): Promise<number> {
  const { page, close } = await visit(browser, url, PHONE);
  await page.addInitScript(OBSERVE);
  await page.goto(path);
  await alive(page);
  await prepare?.(page);
  await slow(await page.context().newCDPSession(page));
  await pause(SETTLED);
  await page.evaluate('window.pressed.length = 0');
  const before = await page.evaluate<number>(COUNT);
  await press(page);
  await pause(SETTLED * 2);
  const pressed = await page.evaluate<number[]>('window.pressed');
  if ((await page.evaluate<number>(COUNT)) <= before) throw new Error(`${name}: the browser saw no press.`);
  await close();
  return Math.max(0, ...pressed);
}

function slow(session: CDPSession): Promise<unknown> {
  return session.send('Emulation.setCPUThrottlingRate', { rate: SLOWER });
}
