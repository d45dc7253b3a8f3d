import assert from 'node:assert/strict';
import { test } from 'node:test';
import { openBrowser } from './chromium.ts';
import { FIRST_LOOK, noBarrier } from './no-barrier.ts';
import { pagesBeside } from './pages-beside.ts';
import { openShopWithPages } from './shop-with-pages.ts';
import { visit } from './visitor.ts';

const shop = await openShopWithPages();
const lab = await pagesBeside(shop, { SAGASHOP_LAB: '1' });
const browser = await openBrowser();

/** Sends a form as a browser without JavaScript would; answers the page and the cookies that it brings. */
async function post(url: string, form: Record<string, string>, cookie = '') {
  const { origin } = new URL(url);
  const body = new URLSearchParams(form);
  const headers = { cookie, origin };
  const response = await fetch(url, { method: 'POST', body, headers, redirect: 'manual' });
  const cookies = response.headers.getSetCookie().map((one) => one.split(';', 1)[0]!);
  return { status: response.status, html: await response.text(), cookie: cookies.join('; ') };
}

test('a lesson is tried by whoever comes, by keyboard, and what it has proven is kept', async () => {
  const { page, said, close } = await visit(browser, lab.url, FIRST_LOOK);
  await page.goto('/learn');
  await page.getByRole('link', { name: 'The answer that got lost' }).click();
  await page.getByRole('radio', { name: 'One order, and the third request is refused' }).press('Space');
  await page.getByRole('button', { name: 'Try it', exact: true }).press('Enter');
  await page.getByText('Proven: all 5 checks hold.').waitFor();
  await page.getByText('As you expected.').waitFor();
  await page
    .getByRole('region', { name: /^claimKeys, from line \d+ on$/ })
    .getByText('insert')
    .waitFor();
  assert.equal(await page.locator('.learn-proofs > [data-ok="true"]').count(), 5);
  await noBarrier(page, 'a lesson that was proven');
  await page.getByRole('button', { name: 'Try it without' }).click();
  await page.getByText('Proven: all 3 checks hold.').waitFor();
  await page.goto('/learn');
  await page.getByText('You have proven 1 of ').waitFor();
  assert.equal(await page.getByRole('textbox', { name: 'Take your progress with you' }).inputValue(), '3');
  assert.deepEqual(said, []);
  await close();
});

test('without JavaScript a lesson is answered by its page, in Russian too, and progress can be taken along', async () => {
  const { status, html, cookie } = await post(`${lab.url}/learn/one-order?lang=ru`, {
    act: 'try',
    guess: '0',
  });
  assert.equal(status, 200);
  assert.match(html, /Доказано: все проверки \(3\) сходятся/);
  assert.match(cookie, /sagashop_learned=1/);
  const brought = await post(`${lab.url}/learn`, { progress: '3-9' }, cookie);
  assert.deepEqual([brought.status, brought.cookie], [302, 'sagashop_learned=1-3-9']);
  const nonsense = await post(`${lab.url}/learn`, { progress: '<b>1,2' }, cookie);
  assert.equal(nonsense.status, 422);
  assert.match(nonsense.html, /Это не похоже на строку прогресса/);
  assert.match(nonsense.html, /value="&lt;b&gt;1,2"/);
});

test('a world that a lesson was about is gone through step by step', async () => {
  const { page, said, close } = await visit(browser, shop.url, FIRST_LOOK);
  await page.goto('/learn/undo-first');
  await page.getByRole('button', { name: 'Try it without' }).click();
  await page.getByRole('link', { name: /^Step through world \d+ with “an undo that comes first/ }).click();
  await page.getByRole('button', { name: 'To the end' }).click();
  await page.locator('.world-verdict[data-broken]').waitFor();
  assert.match(
    page.url(),
    /\/learn\/world\?seed=\d+&mistakes=an-undo-that-comes-first-leaves-nothing-behind/,
  );
  assert.deepEqual(said, []);
  await close();
});

test('a shop that sells for real shows lessons and patterns, and tries none in itself', async () => {
  const { page, close } = await visit(browser, shop.url, FIRST_LOOK);
  await page.goto('/learn/one-order');
  await page.getByText('This shop sells for real').waitFor();
  assert.equal(await page.getByRole('button', { name: 'Try it' }).count(), 0);
  assert.equal((await post(`${shop.url}/learn/one-order`, { act: 'try' })).status, 404);
  await page.getByRole('link', { name: 'Database per service' }).click();
  await page.getByRole('heading', { level: 1, name: 'Database per service' }).waitFor();
  for (const path of ['/learn/nothing', '/learn/patterns/nothing', '/learn/patterns/..%2fREADME'])
    assert.equal((await fetch(shop.url + path)).status, 404, path);
  await close();
});
