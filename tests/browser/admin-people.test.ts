import assert from 'node:assert/strict';
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
  await page.keyboard.press('Enter');
  await told('The balance is changed.');
  assert.equal((await carl.get('/api/account')).body.balance.amount, 5_700);
  assert.deepEqual(said, []);
  await close();
});
