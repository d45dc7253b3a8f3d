import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { test } from 'node:test';
import { openBrowser } from './chromium.ts';
import { FIRST_LOOK, noBarrier } from './no-barrier.ts';
import { openShopWithPages } from './shop-with-pages.ts';
import { isSignedIn } from './shopper.ts';
import { alive, visit } from './visitor.ts';

const shop = await openShopWithPages();
await shop.courier(1000);
const browser = await openBrowser();

/** Somebody who works here, without scripts unless asked. */
async function worker(roles: readonly string[], javaScriptEnabled = false) {
  const { id, token } = await shop.customer();
  await shop.must(200, shop.ask('PATCH', `/api/staff/${id}`, { as: shop.admin, body: { roles } }));
  const visited = await visit(browser, shop.url, { ...FIRST_LOOK, javaScriptEnabled });
  await isSignedIn(visited.page, shop, token);
  const { page } = visited;
  const press = (name: string) => page.getByRole('button', { name, exact: true }).click();
  const told = (text: string | RegExp) => page.getByText(text).first().waitFor();
  return { ...visited, id, token, press, told };
}

test('without scripts: a customer is found, their balance is put right after a look, and they are kept out', async () => {
  const { page, press, told, close } = await worker(['clerk']);
  const bella = await shop.customer(5_000);
  const { body } = await bella.get('/api/users/me');
  await page.goto('/admin/customers');
  await page.getByLabel('Name, e-mail or phone').fill(body.email);
  await press('Filter');
  assert.equal(await page.getByRole('link', { name: 'Download as CSV' }).count(), 0, 'owners take it away');
  await page.getByRole('link', { name: body.username }).click();
  await page.getByRole('heading', { level: 1, name: body.username }).waitFor();
  const adjust = async (way: string, amount: string, reason: string) => {
    await page.getByLabel(way, { exact: true }).check();
    await page.getByLabel('Amount in RUB').fill(amount);
    await page.getByLabel('Reason').first().fill(reason);
    await press('Check');
  };
  await adjust('Take', '60', 'Too much');
  await told('Only ₽50 is available; the rest is held for orders. Nothing was changed.');
  assert.equal(await page.getByLabel('Amount in RUB').inputValue(), '60', 'what was typed stays');
  await adjust('Add', '12.50', 'A cup came broken');
  await told('₽62.50');
  assert.equal((await bella.get('/api/account')).body.balance.amount, 5_000, 'nothing is written yet');
  await page.getByRole('dialog').getByRole('button', { name: 'Change the balance' }).click();
  await told('The balance is changed.');
  await told('A cup came broken');
  assert.equal((await bella.get('/api/account')).body.balance.amount, 6_250);
  // A page that was not told what came of its last adjustment looks again under the same key.
  const form = { act: 'foretell', way: 'add', amount: '1', reason: 'Again', key: 'sent-before' };
  const again = await page.request.post(page.url(), { form, headers: { origin: shop.url } });
  assert.match(await again.text(), /<dialog.*name="key" value="sent-before"/s);
  await page.getByText('Block…').click();
  await press('Block');
  await told('Blocked: they’re signed out everywhere.');
  assert.equal((await bella.get('/api/users/me')).status, 401);
  await page.getByText('Let in again…').click();
  await press('Let in again');
  await told('They can sign in again.');
  await close();
});

test('by keyboard: the dialog that foretells lies over the page, Esc leaves all as it is, and no page has a barrier', async () => {
  const { page, said, told, close } = await worker(['owner'], true);
  const carl = await shop.customer(5_000);
  await page.goto('/admin/customers?show=members');
  await alive(page);
  await noBarrier(page, 'the list of customers');
  await page.goto(`/admin/customers/${carl.id}`);
  await alive(page);
  await noBarrier(page, 'a customer');
  await page.getByLabel('Amount in RUB').fill('7');
  await page.getByLabel('Reason').first().fill('By keyboard');
  await page.keyboard.press('Enter');
  const dialog = page.getByRole('dialog', { name: 'Change the balance?' });
  await dialog.waitFor();
  assert.equal(await page.evaluate(`document.querySelector('dialog[open]').matches(':modal')`), true);
  await noBarrier(page, 'the dialog');
  await page.keyboard.press('Escape');
  await dialog.waitFor({ state: 'hidden' });
  assert.equal((await carl.get('/api/account')).body.balance.amount, 5_000);
  await page.getByLabel('Reason').first().press('Enter');
  await dialog.waitFor();
  await page.locator('button:focus', { hasText: 'No, leave it' }).waitFor();
  await page.keyboard.press('Shift+Tab');
  await page.keyboard.press('Enter');
  await told('The balance is changed.');
  assert.equal((await carl.get('/api/account')).body.balance.amount, 5_700);
  assert.deepEqual(said, []);
  await close();
});

test('without scripts: an owner invites a clerk, who joins by the link once; the roles change, and the last owner stays', async () => {
  const { page, press, told, close } = await worker(['owner']);
  await page.goto('/admin/staff');
  const invitation = page.locator('section').filter({ hasText: 'Invite someone' });
  await invitation.getByLabel('E-mail').fill('clara@shop.test');
  await press('Make a link');
  await told('Choose at least one role.');
  await invitation.getByLabel('clerk').check();
  await press('Make a link');
  const link = await page.getByLabel('Link', { exact: true }).inputValue();
  assert.ok(link.startsWith(`${shop.url}/staff/invitations/`), link);
  await page.goto('/admin/staff');
  assert.equal(await page.getByLabel('Link', { exact: true }).count(), 0, 'it is shown once');

  const clara = await visit(browser, shop.url, { javaScriptEnabled: false });
  await clara.page.goto(link);
  await clara.page.getByText('The invitation is for clara@shop.test. You’ll be its clerk.').waitFor();
  const join = async (password: string) => {
    await clara.page.getByLabel('Username').fill('clara');
    await clara.page.getByLabel('Password').fill(password);
    await clara.page.getByRole('button', { name: 'Join' }).click();
  };
  await join('password');
  assert.equal(await clara.page.getByLabel('Username').inputValue(), 'clara');
  await join('a-long-enough-1');
  await clara.page.getByRole('heading', { name: 'Today' }).waitFor();
  const used = await clara.page.goto(link);
  assert.equal(used?.status(), 410);
  await clara.page.getByRole('heading', { name: 'This link doesn’t work any more' }).waitFor();
  await clara.page.goto('/admin/staff');
  await clara.page.getByText('Who can open it: owner.').waitFor();
  await clara.close();

  await page.goto('/admin/staff');
  const roles = page.locator('tr').filter({ hasText: 'clara@shop.test' });
  await roles.getByLabel('packer').check();
  await roles.getByRole('button', { name: 'Save clara' }).click();
  await told('Saved.');
  assert.ok(await roles.getByLabel('packer').isChecked());
  await roles.getByRole('link', { name: 'clara' }).click();
  await page.getByRole('heading', { name: 'Signed in on' }).waitFor();
  await close();
});

test('what the shop knows about somebody is one file from every service, and can be erased when they ask', async () => {
  const { page, press, told, close } = await worker(['owner']);
  const dora = await shop.customer(10_000);
  const product = await shop.product(4_000, 5);
  const { body: order } = await dora.order([{ productId: product, quantity: 1 }]);
  await page.goto(`/admin/customers/${dora.id}`);
  const saved = page.waitForEvent('download');
  await press('Download everything');
  const file = JSON.parse(await readFile(await (await saved).path(), 'utf8'));
  assert.deepEqual(Object.keys(file).sort(), ['exportedAt', 'notify', 'order', 'payment', 'user']);
  assert.equal(file.user[0].id, dora.id);
  assert.equal(file.order[0].number, order.number);
  assert.ok(file.order[0].recipient.email && file.notify[0].message);
  assert.deepEqual(
    file.payment.map(({ kind, entry }: { kind: string; entry?: string }) => entry ?? kind),
    ['account', 'capture', 'deposit'],
  );
  const erase = async () => {
    await page.getByText('Erase…').click();
    const form = page.locator('details').filter({ hasText: 'Erase for good' });
    await form.getByLabel('Reason').fill('Asked by e-mail');
    await press('Erase for good');
  };
  await erase();
  await told('There’s money on their balance.');
  const body = { amount: -6_000, reason: 'Paid out' };
  await shop.must(201, shop.ask('POST', `/api/accounts/${dora.id}/adjustments`, { as: shop.admin, body }));
  await page.goto(`/admin/customers/${dora.id}`);
  await erase();
  await told('Erased.');
  assert.equal((await dora.get('/api/session')).status, 401);
  const { recipient } = await shop.must(200, shop.ask('GET', `/api/orders/${order.id}`, { as: shop.admin }));
  assert.ok(!recipient?.email);
  await close();
});

test('a language that somebody has chosen follows them to their other devices; a guest’s stays in the browser', async () => {
  const { token } = await shop.customer();
  const open = async (path: string, cookie: string) => {
    const headers = { cookie, 'accept-language': 'en' };
    const answer = await fetch(shop.url + path, { headers, redirect: 'manual' });
    const [, language] = /<html lang="(..)"/.exec(await answer.text()) ?? [];
    const kept = answer.headers.getSetCookie().find((one) => one.startsWith('sagashop_language='));
    return { language, to: answer.headers.get('location'), kept: kept?.split(';', 1)[0] };
  };
  const mine = `sagashop_session=${token}`;
  assert.equal((await open('/account', mine)).language, 'en', 'nothing is chosen yet');
  await shop.must(200, shop.ask('PATCH', '/api/users/me', { as: token, body: { language: 'ru' } }));
  const other = await open('/account?a=1', `${mine}; sagashop_language=en`);
  assert.deepEqual([other.to, other.kept], ['/account?a=1', 'sagashop_language=ru']);
  assert.equal((await open('/account', `${mine}; ${other.kept}`)).language, 'ru');
  assert.equal((await open('/?lang=en', mine)).language, 'en');
  assert.equal((await open('/', `${mine}; sagashop_language=en`)).language, 'en', 'chosen by the address');
  assert.equal((await open('/', 'sagashop_language=ru')).language, 'ru', 'a guest’s own');
});
