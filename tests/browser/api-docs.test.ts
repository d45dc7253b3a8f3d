import assert from 'node:assert/strict';
import { test } from 'node:test';
import { openTestShop } from '../journeys/test-shop.ts';
import { openBrowser } from './chromium.ts';

const shop = await openTestShop();
await shop.product(129_900, 5);
await shop.courier(5);
const browser = await openBrowser();

/** The page, with everything outside of the shop cut off; what it complained about and where it looked. */
async function openDocs() {
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 } });
  const said: string[] = [];
  const strangers: string[] = [];
  await context.route('**/*', (route) => {
    const url = route.request().url();
    if (url.startsWith(shop.url) || /^(?:data|blob):/.test(url)) return route.continue();
    strangers.push(url);
    return route.abort();
  });
  context.setDefaultTimeout(120_000);
  const page = await context.newPage();
  page.on('console', (message) => {
    if (['error', 'warning'].includes(message.type())) said.push(message.text());
  });
  page.on('pageerror', (error) => said.push(String(error)));
  const response = await page.goto(`${shop.url}/api/docs`);
  return { page, said, strangers, response: response! };
}

test('/api/docs shows the operations under a strict policy, with the network cut', async () => {
  const { page, said, strangers, response } = await openDocs();
  const picture = process.env['SAGASHOP_SCREENSHOT'];
  const policy = response.headers()['content-security-policy'] ?? '';
  assert.match(policy, /default-src 'none'; script-src 'self';/);
  await page.getByText('Place an order; waits for its outcome').first().waitFor();
  for (const text of ['Sign up', 'Products for sale', 'Put money on your account']) {
    await page.getByText(text).first().waitFor();
  }
  if (picture) await page.screenshot({ path: picture });
  assert.deepEqual(said, [], 'the console is clean');
  assert.deepEqual(strangers, [], 'nobody else was asked');
});

test('what it proposes works as it stands: sign up, sign in, deposit, order', async () => {
  const { page, said } = await openDocs();
  const steps = [
    ['users/POST/api/users', '/api/users'],
    ['session/POST/api/session', '/api/session'],
    ['payment/POST/api/account/deposits', '/api/account/deposits'],
    ['orders/POST/api/orders', '/api/orders'],
  ];
  for (const [anchor, path] of steps) {
    await page.evaluate(`location.hash = 'tag/${anchor}'`);
    const answered = page.waitForResponse(
      (response) => response.url().endsWith(path!) && response.request().method() === 'POST',
    );
    await page
      .getByRole('button', { name: `(post ${path})` })
      .first()
      .click();
    await page.getByRole('button', { name: /^Send/ }).first().click();
    const response = await answered;
    assert.equal(response.status(), 201, `${path}: ${await response.text()}`);
    await page.keyboard.press('Escape');
  }
  const own = page.waitForResponse((response) => response.url().endsWith('/api/orders?limit=1'));
  await page.reload();
  assert.equal((await own).status(), 200, 'signed in, the examples name an order of the reader');
  assert.deepEqual(said, [], 'the console is clean');
});
