import assert from 'node:assert/strict';
import { test } from 'node:test';
import { openBrowser } from './chromium.ts';
import { FIRST_LOOK, noBarrier } from './no-barrier.ts';
import { openShopWithPages } from './shop-with-pages.ts';
import { isSignedIn, onShelf } from './shopper.ts';
import { alive, visit } from './visitor.ts';

const shop = await openShopWithPages();
await shop.courier(1000);
const browser = await openBrowser();
const tea = await onShelf(shop, 1250, 1000);
const alice = await shop.customer(10_000_000);

/** An order of three teapots. */
async function ordered() {
  const recipient = { name: 'Alice Ayres', phone: '+49 30 1234567' };
  const { body } = await alice.order([{ productId: tea, quantity: 3 }], {
    recipient,
    address: 'Lindenallee 7',
  });
  return { ...body, path: `/admin/orders/${body.id}` };
}

const read = async (id: string) => (await shop.ask('GET', `/api/orders/${id}`, { as: shop.admin })).body;

/** A clerk with a browser, without scripts unless asked. */
async function clerk(javaScriptEnabled = false) {
  const { id, token } = await shop.customer();
  await shop.must(200, shop.ask('PATCH', `/api/staff/${id}`, { as: shop.admin, body: { roles: ['clerk'] } }));
  const visited = await visit(browser, shop.url, { ...FIRST_LOOK, javaScriptEnabled });
  await isSignedIn(visited.page, shop, token);
  const { page } = visited;
  const { username } = (await shop.ask('GET', '/api/users/me', { as: token })).body;
  const press = (name: string) => page.getByRole('button', { name, exact: true }).click();
  const told = (text: string | RegExp) => page.getByText(text).first().waitFor();
  const open = (name: string) => page.locator('summary', { hasText: name }).click();
  const card = (name: string) => page.locator('details', { has: page.locator('summary', { hasText: name }) });
  const why = (of: string, text: string) => card(of).getByLabel('Reason').fill(text);
  return { ...visited, name: username as string, press, told, open, card, why };
}

const FORETELL = 'See what will be written';

test('without scripts: an order is refunded by piece and cancelled, each as its dialog foretold, and a note stays', async () => {
  const { page, press, told, open, card, why, close } = await clerk();
  const { id, number, path } = await ordered();
  await page.goto(path);
  assert.equal(
    await page.getByRole('link', { name: '+49 30 1234567' }).getAttribute('href'),
    'tel:+49301234567',
  );
  await open('Refund…');
  await card('Refund…').getByLabel('Teapot (of 3)').fill('4');
  await why('Refund…', 'A scratch');
  await press(FORETELL);
  await told('Enter a whole number, no more than were ordered.');
  const pieces = card('Refund…').getByLabel('Teapot (of 3)');
  assert.equal(await pieces.inputValue(), '4', 'what was typed stays');
  await pieces.fill('1');
  await press(FORETELL);
  const dialog = page.getByRole('dialog');
  await dialog.getByText(`from your order ${number} back on your balance`).waitFor();
  assert.equal((await read(id)).money, 'paid', 'nothing is written yet');
  await dialog.getByRole('button', { name: 'Refund' }).click();
  await told('Refunded. What was written stands below.');
  await told('₽25 of what was paid is left.');
  await told('Refund of ₽12.50 completed');

  await page.getByLabel('New note').fill('Rang: wants none at all');
  await press('Add note');
  await told('Note added.');
  await open('Cancel the order…');
  await why('Cancel the order…', 'Changed their mind');
  await press(FORETELL);
  await dialog.getByText('+3 Teapot').waitFor();
  await dialog.getByRole('button', { name: 'Cancel the order' }).click();
  await told('Cancelled. What was written stands below.');
  await told('Items back in stock');
  await told('Changed their mind');
  assert.equal(await page.locator('.order-note', { hasText: 'Rang: wants none at all' }).count(), 2);
  assert.equal(await page.locator('summary', { hasText: 'Refund…' }).count(), 0);
  assert.equal((await read(id)).status, 'cancelled');
  await close();
});

test('two clerks on one order see each other, and whoever is second is told what happened meanwhile', async () => {
  const [anna, boris] = [await clerk(true), await clerk(true)];
  const { id, path } = await ordered();
  for (const { page } of [anna, boris]) {
    await page.goto(path);
    await alive(page);
  }
  await anna.open('Refund…');
  await anna.why('Refund…', 'A scratch');
  await anna.card('Refund…').getByLabel('Teapot (of 3)').fill('1');
  await boris.page.reload();
  await boris.told(`${anna.name} is here too, with the refund open.`);
  await anna.press(FORETELL);
  await boris.open('Cancel the order…');
  await boris.why('Cancel the order…', 'Changed their mind');
  await boris.press(FORETELL);
  await boris.page.getByRole('dialog').getByText('+₽37.50').waitFor();
  await anna.page.getByRole('dialog').getByRole('button', { name: 'Refund' }).click();
  await anna.told('Refunded. What was written stands below.');

  await boris.page.getByRole('dialog').getByRole('button', { name: 'Cancel the order' }).click();
  await boris.told('Something has changed since you looked. This is how it is now.');
  await boris.page.getByRole('dialog').getByText('+₽25', { exact: true }).waitFor();
  assert.equal((await read(id)).status, 'confirmed', 'nothing that was not foretold is done');
  await boris.page.keyboard.press('Escape');
  assert.equal(await boris.card('Cancel the order…').getByLabel('Reason').inputValue(), 'Changed their mind');

  await boris.open('Refund…');
  await boris.card('Refund…').getByLabel('All that’s left').check();
  await boris.why('Refund…', 'Late');
  await boris.card('Refund…').getByRole('button', { name: FORETELL }).click();
  await boris.page.getByRole('dialog').getByText('+₽25', { exact: true }).waitFor();
  await anna.open('Cancel the order…');
  await anna.why('Cancel the order…', 'Out of them');
  await anna.press(FORETELL);
  await anna.page.getByRole('dialog').getByRole('button', { name: 'Cancel the order' }).click();
  await anna.told('Cancelled. What was written stands below.');
  await boris.told('This order has changed just now.');
  assert.equal(await boris.page.getByText('Order cancelled').count(), 0, 'nothing moves by itself');
  await boris.page.getByRole('dialog').getByRole('button', { name: 'Refund' }).click();
  await boris.told(`${anna.name} has cancelled this order already. Nothing else was done.`);
  await boris.told('Order cancelled');
  assert.equal((await read(id)).refunds.length, 2);
  await anna.page.getByLabel('New note').fill('Ring back');
  await anna.press('Add note');
  await anna.told('Ring back');
  await boris.press('Show');
  await boris.told('Ring back');
  for (const { said, close } of [anna, boris]) {
    assert.deepEqual(
      said.filter((line) => !line.includes('409')),
      [],
    );
    await close();
  }
});

test('by keyboard alone: a refund of an amount, Esc leaves all as it is, and no state has a barrier', async () => {
  const { page, said, told, open, card, close } = await clerk(true);
  const { id, path } = await ordered();
  await page.goto(path);
  await alive(page);
  await page.locator('summary', { hasText: 'Refund…' }).focus();
  await page.keyboard.press('Enter');
  await card('Refund…').getByRole('radio').first().focus();
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Tab');
  await page.keyboard.type('7');
  await page.keyboard.press('Tab');
  await page.keyboard.type('By keyboard');
  await page.keyboard.press('Enter');
  const dialog = page.getByRole('dialog', { name: /Refund order/ });
  await dialog.waitFor();
  assert.equal(await page.evaluate(`document.querySelector('dialog[open]').matches(':modal')`), true);
  await noBarrier(page, 'the dialog that foretells');
  await page.keyboard.press('Escape');
  await dialog.waitFor({ state: 'hidden' });
  assert.equal((await read(id)).money, 'paid');
  await card('Refund…').getByLabel('Reason').press('Enter');
  await dialog.waitFor();
  await page.locator('button:focus', { hasText: 'No, leave it' }).waitFor();
  await page.keyboard.press('Shift+Tab');
  await page.keyboard.press('Enter');
  await told('Refunded. What was written stands below.');
  assert.equal((await read(id)).refunds[0].amount.amount, 700);
  await page.getByText('steps of its sagas').click();
  await open('Cancel the order…');
  await noBarrier(page, 'an order');
  await page.setViewportSize({ width: 1280, height: 900 });
  await page.getByLabel('New note').fill('Half a thought');
  await page.locator('.admin-menu-side a[href="/admin/stock"]').press('Enter');
  await told('New note');
  await page.getByRole('button', { name: 'Stay' }).click();
  assert.deepEqual(said, []);
  await close();
});
