import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { test } from 'node:test';
import { openBrowser } from './chromium.ts';
import { openShopWithPages } from './shop-with-pages.ts';
import { onShelf } from './shopper.ts';
import { alive, visit } from './visitor.ts';

const shop = await openShopWithPages();
const browser = await openBrowser();
const vase = await onShelf(shop, 500, 5);
const PASSWORD = 'long-and-odd-7';

async function guest(email = `g-${randomUUID().slice(0, 13)}@shop.test`) {
  const { token } = await shop.must(
    201,
    shop.ask('POST', '/api/guests', { body: { email, firstName: 'Gisela' } }),
  );
  const headers = { origin: shop.url, cookie: `sagashop_session=${token}`, 'accept-language': 'en' };
  const send = (path: string, form: Record<string, string>) =>
    fetch(shop.url + path, { method: 'POST', redirect: 'manual', headers, body: new URLSearchParams(form) });
  const read = async (path: string) => (await fetch(shop.url + path, { headers })).text();
  const me = async () => (await shop.ask('GET', '/api/users/me', { as: token })).body;
  return { token, email, headers, send, read, me };
}

for (const [way, options] of [
  ['with JavaScript', {}],
  ['without JavaScript', { javaScriptEnabled: false }],
] as const) {
  test(`${way}, a guest makes an account by a password, and signs in with the e-mail address`, async () => {
    const { token, email, me } = await guest();
    const { page, said, close } = await visit(browser, shop.url, options);
    await page.context().addCookies([{ name: 'sagashop_session', value: token, url: shop.url }]);
    await page.goto('/account');
    if (way === 'with JavaScript') await alive(page);
    assert.equal(await page.getByLabel('Current password').count(), 0, 'a guest has none');
    const password = page.getByLabel('Choose a password');
    await password.fill('password');
    await page.getByRole('button', { name: 'Create account' }).click();
    await page.getByText('common passwords won’t do').waitFor();
    await password.fill(PASSWORD);
    await page.getByRole('button', { name: 'Create account' }).click();
    await page.getByText('Your account is ready.').waitFor();
    assert.equal((await me()).guest, false);
    await page.getByRole('button', { name: 'Sign out' }).click();
    await page.getByRole('link', { name: 'Sign in' }).waitFor();
    await page.goto('/sign-in');
    const name = page.getByLabel('E-mail or username');
    assert.equal(await name.getAttribute('autocomplete'), 'username');
    await name.fill(email.toUpperCase());
    await page.getByLabel('Password', { exact: true }).fill(PASSWORD);
    await page.getByRole('button', { name: 'Sign in' }).click();
    await page.getByRole('link', { name: 'Gisela' }).waitFor();
    // The browser tells of the weak password that was refused.
    assert.deepEqual(
      said.filter((line) => !line.includes('422')),
      [],
    );
    await close();
  });
}

test('the form for an account leads back to the page on which it stood, also when it was sent twice', async () => {
  const { send, me } = await guest();
  const to = '/orders?page=2';
  const path = `/account/create?${new URLSearchParams({ to })}`;
  const answers = await Promise.all([1, 2].map(() => send(path, { password: PASSWORD })));
  for (const answer of answers) assert.deepEqual([answer.status, answer.headers.get('location')], [302, to]);
  assert.equal((await me()).guest, false);
  const away = await send('/account/create?to=https://evil.example', { password: PASSWORD });
  assert.equal(away.headers.get('location'), '/account');
});

test('an order’s page offers its guest an account, which has the order then', async () => {
  const { token, send, read } = await guest();
  const lines = [{ productId: vase, quantity: 1 }];
  await shop.must(201, shop.ask('POST', '/api/account/deposits', { as: token, body: { amount: 500 } }));
  const { id } = await shop.must(201, shop.ask('POST', '/api/orders', { as: token, body: { lines } }));
  const to = `/orders/${id}`;
  assert.match(await read(to), /With a password you can come back/);
  const made = await send(`/account/create?${new URLSearchParams({ to })}`, { password: PASSWORD });
  assert.equal(made.headers.get('location'), to);
  assert.match(made.headers.get('set-cookie') ?? '', /sagashop_done=member/);
  const page = await read(to);
  assert.doesNotMatch(page, /With a password you can come back/);
  assert.match(page, /Gisela/);
});

test('a guest whose address has an account is told so, and stays a guest', async () => {
  const email = `m-${randomUUID().slice(0, 13)}@shop.test`;
  const body = { username: null, password: PASSWORD, email };
  await shop.must(201, shop.ask('POST', '/api/users', { body }));
  const { send, me, headers } = await guest(email);
  const refused = await send('/account/create', { password: PASSWORD });
  assert.equal(refused.status, 409);
  assert.match(await refused.text(), /already an account with this e-mail address/);
  assert.equal((await me()).guest, true);
  const elsewhere = await fetch(`${shop.url}/sign-up?to=/cart`, { redirect: 'manual', headers });
  assert.equal(elsewhere.headers.get('location'), '/account/create?to=%2Fcart');
});

test('a guest sees the pages of an account in this session, changes the profile, and leaves without a password', async () => {
  const { send, read, me } = await guest();
  for (const path of ['/orders', '/account/addresses', '/account/money', '/account/messages'])
    assert.match(await read(path), /Sign out/, path);
  const email = `new-${randomUUID().slice(0, 13)}@shop.test`;
  const changed = await send('/account', { firstName: 'Gila', lastName: '', phone: '', email });
  assert.equal(changed.status, 302);
  assert.deepEqual([(await me()).firstName, (await me()).email], ['Gila', email]);
  assert.doesNotMatch(await read('/account/leave'), /type="password"/);
  assert.equal((await send('/account/leave', { sure: '1' })).status, 302);
  assert.equal((await me()).code, 'not_signed_in');
});

test('the language of a profile is chosen there, and by the language at the end of any page', async () => {
  const { send, read, me } = await guest();
  const chosen = await send('/account/language', { language: 'ru' });
  assert.deepEqual([chosen.status, chosen.headers.get('location')], [302, '/account']);
  assert.match(chosen.headers.get('set-cookie') ?? '', /sagashop_language=ru/);
  assert.equal((await me()).language, 'ru');
  await send('/account/language', { language: 'xx' });
  assert.equal((await me()).language, 'ru');
  assert.match(await read('/cart?lang=en'), /<html lang="en"/);
  assert.equal((await me()).language, 'en');
});

test('whoever signs in in the middle of a checkout finds there what they had typed as a guest', async () => {
  const email = `m-${randomUUID().slice(0, 13)}@shop.test`;
  const body = { username: null, password: PASSWORD, email };
  await shop.must(201, shop.ask('POST', '/api/users', { body }));
  const { headers } = await guest(email);
  const kept = new Map([
    ['sagashop_session', headers.cookie],
    ['sagashop_cart', `sagashop_cart=guest~${vase}.1.500`],
  ]);
  const send = async (path: string, form?: Record<string, string>) => {
    const cookie = [...kept.values()].join('; ');
    const sent = form && { method: 'POST', body: new URLSearchParams(form) };
    const init = { redirect: 'manual' as const, headers: { ...headers, cookie }, ...sent };
    const answer = await fetch(shop.url + path, init);
    for (const set of answer.headers.getSetCookie()) kept.set(set.split('=')[0]!, set.split(';')[0]!);
    return answer;
  };
  const typed = { street: 'Lindenallee 7', city: 'Berlin', firstName: 'Gisela', phone: '+49 30 901820' };
  const sent = await send('/checkout', { ...typed, email, lastName: '', zip: '', key: randomUUID() });
  assert.equal(sent.headers.get('location'), '/checkout/day');
  const signedIn = await send('/sign-in?to=/checkout', { username: email, password: PASSWORD });
  assert.equal(signedIn.headers.get('location'), '/checkout');
  const page = await (await send('/checkout')).text();
  for (const text of Object.values(typed)) assert.ok(page.includes(`value="${text}"`), text);
});
