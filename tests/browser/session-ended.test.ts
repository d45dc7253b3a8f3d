import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { test } from 'node:test';
import type { BrowserContextOptions, Page } from 'playwright-core';
import { until } from '../../cli/test/scratch.ts';
import { openBrowser } from './chromium.ts';
import { openShopWithPages } from './shop-with-pages.ts';
import { address, onShelf, payButton, putIn, thanks, toReview } from './shopper.ts';
import { alive, visit } from './visitor.ts';

const shop = await openShopWithPages();
const browser = await openBrowser();
const vase = await onShelf(shop, 45_050, 500);
const PASSWORD = 'long-and-odd-7';
const SCRIPTLESS: BrowserContextOptions = { javaScriptEnabled: false };
const WAYS: [string, BrowserContextOptions][] = [
  ['with JavaScript', {}],
  ['without JavaScript', SCRIPTLESS],
];

/** A member who has signed in on the page, and whose session another device can end. */
async function member(options: BrowserContextOptions, money = 0) {
  const username = `m-${randomUUID().slice(0, 13)}`;
  const body = { username, password: PASSWORD, email: `${username}@shop.test` };
  const user = await shop.must(201, shop.ask('POST', '/api/users', { body }));
  if (money > 0) {
    const path = `/api/accounts/${user.id}/deposits`;
    await shop.must(201, shop.ask('POST', path, { as: shop.admin, body: { amount: money } }));
  }
  const { page, said, close } = await visit(browser, shop.url, options);
  const signIn = async () => {
    await page.getByLabel('Username').fill(username);
    await page.getByLabel('Password', { exact: true }).fill(PASSWORD);
    await page.getByRole('button', { name: 'Sign in' }).click();
  };
  await page.goto('/sign-in');
  await signIn();
  await page.getByRole('link', { name: username }).waitFor();
  const as = async () =>
    (await shop.must(201, shop.ask('POST', '/api/session', { body: { username, password: PASSWORD } })))
      .token;
  const token = await as();
  /** A page, alive where scripts run, whose visitor's session has then ended elsewhere. */
  const endedOn = async (path: string) => {
    await page.goto(path);
    if (options.javaScriptEnabled !== false) await alive(page);
    await end();
  };
  const end = () =>
    shop.behind('user', async (tx) => {
      await tx`delete from sessions where user_id = ${user.id}
        and encode(token_hash, 'hex') <> encode(sha256(${token}::text::bytea), 'hex')`;
    });
  const back = async () => {
    await page.getByText('You were signed out.').waitFor();
    await signIn();
  };
  const get = (path: string) => shop.ask('GET', path, { as: token });
  return { user, username, page, said, close, end, endedOn, back, get };
}

const at = (page: Page) => new URL(page.url()).pathname + new URL(page.url()).search;

for (const [way, options] of WAYS) {
  test(`${way}, whose session has ended comes back to the profile, and what was typed is there`, async () => {
    const { page, said, close, endedOn, back, get } = await member(options);
    await endedOn('/account');
    await page.getByLabel('First name').fill('Anna');
    await page.getByRole('button', { name: 'Save', exact: true }).click();
    await back();
    await page.getByText('You were signed out before we could do this.').waitFor();
    assert.equal(at(page), '/account');
    assert.equal(await page.getByLabel('First name').inputValue(), 'Anna');
    assert.equal((await get('/api/users/me')).body.firstName, null);
    await page.getByRole('button', { name: 'Save', exact: true }).click();
    await page.getByText('Saved.').waitFor();
    assert.equal((await get('/api/users/me')).body.firstName, 'Anna');
    await page.goto('/account');
    assert.equal(await page.getByText('You were signed out before').count(), 0, 'it is said once');
    assert.deepEqual(said, []);
    await close();
  });

  test(`${way}, an address and an amount wait as well`, async () => {
    const { page, said, close, end, endedOn, back, get } = await member(options);
    await endedOn('/account/addresses');
    await page.getByLabel('Street').fill('Am Anger 1');
    await page.getByLabel('Town or city').fill('Berlin');
    await page.getByRole('button', { name: 'Save address' }).click();
    await back();
    await page.getByText('You were signed out before we could do this.').waitFor();
    assert.equal(at(page), '/account/addresses');
    assert.equal(await page.getByLabel('Town or city').inputValue(), 'Berlin');
    await page.getByRole('button', { name: 'Save address' }).click();
    await page.getByText('Saved.').waitFor();
    await page.goto('/account/money?to=%2Fcheckout%2Freview');
    await end();
    await page.getByLabel('Amount in RUB').fill('12');
    await page.getByRole('button', { name: 'Top up' }).click();
    await back();
    await page.getByText('You were signed out before we could do this.').waitFor();
    assert.equal(at(page), '/account/money?to=%2Fcheckout%2Freview');
    assert.equal(await page.getByLabel('Amount in RUB').inputValue(), '12');
    assert.equal((await get('/api/account')).body.available.amount, 0);
    assert.deepEqual(said, []);
    await close();
  });

  test(`${way}, each step from the cart to the order goes on after signing in again, and one order is paid`, async () => {
    const { page, said, close, endedOn, end, back, get } = await member(options, 100_000);
    await putIn(page, vase);
    await endedOn('/cart');
    await page.getByRole('button', { name: 'Go to checkout' }).click();
    await back();
    await page.getByLabel('First name').waitFor();
    assert.equal(at(page), '/checkout');
    await end();
    await address(page);
    await back();
    await page.getByText('You were signed out before we could do this.').waitFor();
    assert.equal(at(page), '/checkout');
    assert.equal(await page.getByLabel('Town or city').inputValue(), 'Berlin');
    await page.getByRole('button', { name: 'Choose a delivery day' }).click();
    const days = page.getByRole('radio');
    await days.nth(2).check();
    const day = await days.nth(2).inputValue();
    await end();
    await page.getByRole('button', { name: 'Review your order' }).click();
    await back();
    await page.getByText('You were signed out before we could do this.').waitFor();
    assert.equal(await page.locator(`input[value="${day}"]`).isChecked(), true);
    await page.getByRole('button', { name: 'Review your order' }).click();
    await payButton(page).waitFor();
    await end();
    await payButton(page).click();
    await back();
    await payButton(page).waitFor();
    assert.equal(at(page), '/checkout/review');
    await page.getByText('Lindenallee 7').waitFor();
    await payButton(page).click();
    await thanks(page).waitFor();
    const { items } = (await get('/api/orders?mine=true')).body;
    assert.deepEqual([items.length, items[0].deliveryDate], [1, day]);
    await end();
    await page.getByText('Cancel order').click();
    await page.getByRole('button', { name: 'Yes, cancel it' }).click();
    await back();
    await page.getByText('You were signed out before we could do this.').waitFor();
    assert.equal(at(page), `/orders/${items[0].id}`);
    assert.equal((await get(`/api/orders/${items[0].id}`)).body.status, 'confirmed');
    assert.deepEqual(said, []);
    await close();
  });

  test(`${way}, Back after signing out shows nothing of theirs, says why, and leads there again`, async () => {
    const { page, said, close, username, back } = await member(options);
    await page.goto('/account/addresses');
    await page.goto('/account');
    await page.getByText(`Your username is ${username}.`).waitFor();
    await page.getByRole('button', { name: 'Sign out' }).click();
    await page.getByRole('link', { name: 'Sign in' }).waitFor();
    await page.goBack();
    await page.getByText('You were signed out.').waitFor();
    assert.doesNotMatch(await page.content(), new RegExp(username));
    await back();
    await page.getByText(`Your username is ${username}.`).waitFor();
    assert.equal(at(page), '/account');
    assert.deepEqual(said, []);
    await close();
  });
}

test('a page that the browser has kept whole is hidden until it is known to be theirs still', async () => {
  const { page, close, username, endedOn, back } = await member({});
  await endedOn('/account');
  const shown = () => page.evaluate(`getComputedStyle(document.querySelector('main')).visibility`);
  // Who listens to it begins a moment after the page has come alive.
  await until(async () => {
    await page.evaluate(`dispatchEvent(new PageTransitionEvent('pagehide', { persisted: true }))`);
    return (await shown()) === 'hidden';
  });
  await page.evaluate(`dispatchEvent(new PageTransitionEvent('pageshow', { persisted: true }))`);
  await back();
  await page.getByText(`Your username is ${username}.`).waitFor();
  await close();
});

test('another member who signs in here finds nothing of what was typed', async () => {
  const { page, close, endedOn } = await member({});
  await endedOn('/account/addresses');
  await page.getByLabel('Street').fill('Am Anger 1');
  await page.getByLabel('Town or city').fill('Berlin');
  await page.getByRole('button', { name: 'Save address' }).click();
  await page.getByText('You were signed out.').waitFor();
  const other = `o-${randomUUID().slice(0, 13)}`;
  const body = { username: other, password: PASSWORD, email: `${other}@shop.test` };
  await shop.must(201, shop.ask('POST', '/api/users', { body }));
  await page.getByLabel('Username').fill(other);
  await page.getByLabel('Password').fill(PASSWORD);
  await page.getByRole('button', { name: 'Sign in' }).click();
  await page.getByRole('heading', { level: 1, name: 'Addresses' }).waitFor();
  assert.equal(await page.getByLabel('Street').inputValue(), '');
  await close();
});

test('what is on the way to an order is not to be read in a cookie', async () => {
  const { page, close } = await member({}, 100_000);
  await putIn(page, vase);
  await toReview(page);
  const cookies = await page.context().cookies();
  const draft = cookies.find(({ name }) => name === 'sagashop_checkout');
  assert.ok(draft?.httpOnly);
  for (const { name, value } of cookies)
    for (const text of [value, Buffer.from(value, 'base64url').toString(), decodeURIComponent(value)])
      assert.doesNotMatch(text, /Lindenallee|Berlin/, name);
  await close();
});
