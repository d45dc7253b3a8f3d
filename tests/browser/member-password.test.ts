import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { test } from 'node:test';
import type { BrowserContextOptions } from 'playwright-core';
import { openBrowser } from './chromium.ts';
import { openShopWithPages } from './shop-with-pages.ts';
import { alive, visit } from './visitor.ts';

const shop = await openShopWithPages();
const browser = await openBrowser();
const PASSWORD = 'long-and-odd-7';

/** A member who is signed in on the page; `open` goes to one of their pages, which is alive where scripts run. */
async function member(options: BrowserContextOptions) {
  const username = `p-${randomUUID().slice(0, 13)}`;
  const body = { username, password: PASSWORD, email: `${username}@shop.test` };
  const user = await shop.must(201, shop.ask('POST', '/api/users', { body }));
  const { token } = await shop.must(
    201,
    shop.ask('POST', '/api/session', { body: { username, password: PASSWORD } }),
  );
  const { page, close } = await visit(browser, shop.url, options);
  await page.context().addCookies([{ name: 'sagashop_session', value: token, url: shop.url }]);
  const open = async (path: string) => {
    await page.goto(path);
    if (options.javaScriptEnabled !== false) await alive(page);
  };
  const email = async () => (await shop.ask('GET', '/api/users/me', { as: token })).body.email;
  const password = page.getByLabel('Your password');
  return { user, username, token, page, password, open, email, close };
}

for (const [way, options] of [
  ['with JavaScript', {}],
  ['without JavaScript', { javaScriptEnabled: false }],
] as const) {
  test(`${way}, the profile asks for the password for another e-mail address, and for nothing else`, async () => {
    const { page, username, password, open, email, close } = await member(options);
    await open('/account');
    assert.equal(await password.getAttribute('autocomplete'), 'current-password');
    const save = page.getByRole('button', { name: 'Save', exact: true });
    await page.getByLabel('First name').fill('Anna');
    await save.click();
    await page.getByText('Saved.').waitFor();
    await open('/account');
    const wanted = `new-${username}@shop.test`;
    await page.getByLabel('E-mail').fill(wanted);
    await save.click();
    await page.getByText('Enter your password.').waitFor();
    await password.fill('a guess');
    await save.click();
    await page.getByText('Wrong password.').waitFor();
    assert.equal(await page.getByLabel('E-mail').inputValue(), wanted, 'it need not be typed again');
    assert.equal(await email(), `${username}@shop.test`);
    assert.doesNotMatch(await page.content(), /a guess/);
    await password.fill(PASSWORD);
    await save.click();
    await page.getByText('Saved.').waitFor();
    assert.equal(await email(), wanted);
    await close();
  });

  test(`${way}, nobody deletes the account without its password`, async () => {
    const { page, username, password, token, open, close } = await member(options);
    await open('/account/leave');
    assert.equal(await password.getAttribute('autocomplete'), 'current-password');
    const now = page.getByRole('button', { name: 'Delete account' });
    await page.getByRole('checkbox').check();
    await now.click();
    assert.equal(
      await page.locator('[name=currentPassword]:invalid').count(),
      1,
      'the browser says so first',
    );
    await password.fill('a guess');
    await now.click();
    await page.getByText('Wrong password.').waitFor();
    assert.ok(await page.getByRole('checkbox').isChecked());
    assert.equal((await shop.ask('GET', '/api/session', { as: token })).status, 200);
    await password.fill(PASSWORD);
    await now.click();
    await page.getByRole('link', { name: 'Sign in' }).waitFor();
    assert.equal(new URL(page.url()).pathname, '/');
    const signIn = { username, password: PASSWORD };
    assert.equal((await shop.ask('POST', '/api/session', { body: signIn })).status, 401);
    assert.deepEqual(
      (await page.context().cookies()).filter(({ name }) => name === 'sagashop_session'),
      [],
    );
    await close();
  });

  test(`${way}, a password is not among what waits for a member whose session has ended`, async () => {
    const { page, user, password, open, close } = await member(options);
    await open('/account');
    await shop.behind('user', (tx) => tx`delete from sessions where user_id = ${user.id}`);
    await page.getByLabel('First name').fill('Anna');
    await password.fill(PASSWORD);
    await page.getByRole('button', { name: 'Save', exact: true }).click();
    await page.getByText('You were signed out.').waitFor();
    await page.getByLabel('Username').fill(user.username);
    await page.getByLabel('Password', { exact: true }).fill(PASSWORD);
    await page.getByRole('button', { name: 'Sign in' }).click();
    await page.getByText('You were signed out before we could do this.').waitFor();
    assert.equal(await page.getByLabel('First name').inputValue(), 'Anna');
    assert.equal(await password.inputValue(), '');
    await close();
  });
}

test('of a form to leave that is sent twice at once, neither answer is an error', async () => {
  for (let round = 0; round < 3; round += 1) {
    const { token, close } = await member({});
    const body = new URLSearchParams({ sure: '1', currentPassword: PASSWORD });
    const headers = { cookie: `sagashop_session=${token}`, origin: shop.url };
    const send = () =>
      fetch(`${shop.url}/account/leave`, { method: 'POST', headers, body, redirect: 'manual' });
    const answers = await Promise.all([send(), send()]);
    for (const answer of answers) assert.equal(answer.status, 302);
    assert.ok(answers.some((answer) => answer.headers.get('location') === '/'));
    assert.equal((await shop.ask('GET', '/api/session', { as: token })).status, 401);
    await close();
  }
});
