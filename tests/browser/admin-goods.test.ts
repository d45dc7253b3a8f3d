import assert from 'node:assert/strict';
import { test } from 'node:test';
import { png } from '@sagashop/pictures/testing';
import { until } from '../../cli/test/scratch.ts';
import { openBrowser } from './chromium.ts';
import { openShopWithPages } from './shop-with-pages.ts';
import { isSignedIn } from './shopper.ts';
import { alive, visit } from './visitor.ts';

const shop = await openShopWithPages();
const browser = await openBrowser();

type Json = ReturnType<typeof JSON.parse>;
const seen = async (path: string): Promise<Json> => (await fetch(`${shop.url}/api${path}`)).json();

test('a product is made, described, pictured, priced, published and hidden, by forms alone', async () => {
  const { page, close } = await visit(browser, shop.url, { javaScriptEnabled: false });
  await isSignedIn(page, shop, shop.admin);
  const field = (name: string) => page.getByLabel(name, { exact: true });
  const press = (name: string) => page.getByRole('button', { name, exact: true }).click();
  const told = (text: string) => page.getByText(text, { exact: true }).waitFor();
  await page.goto('/admin/products/new');
  await field('Name in English').fill('Walnut tray');
  await field('Name in Russian').fill('Поднос из ореха');
  await field('Price').fill('1,250.50');
  await page.getByRole('combobox', { name: 'Shelf' }).selectOption({ index: 1 });
  await field('Details in English').fill('Size: 40 × 25 cm');
  await press('Save');
  await told(
    'Each line needs a name, a colon and a value, and both languages need the same number of lines.',
  );
  assert.equal(await field('Name in Russian').inputValue(), 'Поднос из ореха');
  await field('Details in Russian').fill('Размер: 40 × 25 см');
  await press('Save');
  await told('The product is saved. Now add pictures, and stock.');
  await page.getByRole('heading', { name: 'Why customers can’t buy it' }).waitFor();
  const id = page.url().split('/').at(-1)!;
  assert.equal((await seen(`/products/${id}`)).code, 'not_found');

  const upload = async (name: string, buffer: Buffer) => {
    await page.locator('input[type=file]').setInputFiles({ name, mimeType: 'image/png', buffer });
    await press('Upload');
  };
  await upload('tray.png', Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"/>'));
  await told('This isn’t a picture the shop can use: send JPEG, PNG, WebP, AVIF or GIF.');
  for (const width of [40, 41]) {
    await upload('tray.png', await png(width, 30));
    await told('Added.');
  }
  await page.getByRole('button', { name: 'Move up 2' }).click();
  await told('Saved.');
  await page.getByLabel('What it shows, in English 1').fill('The tray');
  await page.getByLabel('What it shows, in Russian 1').fill('Поднос');
  await page.getByRole('button', { name: 'Save the text 1' }).click();
  await told('Saved.');

  await field('New price').fill('999');
  await page.locator('[name=from]').fill('2090-01-01T09:00');
  await press('Plan');
  await told('The price is planned.');
  await field('Customers see it').check();
  await press('Save');
  await told('Saved.');
  const shown = await seen(`/products/${id}`);
  assert.deepEqual(
    [shown.price.amount, shown.facts[0].value, shown.pictures.length, shown.pictures[0].alt],
    [125_050, '40 × 25 cm', 2, 'The tray'],
  );

  await page.goto('/admin/products?q=walnut');
  await page.getByRole('checkbox', { name: 'Select Walnut tray' }).check();
  await press('Hide');
  await told('1 product hidden.');
  assert.equal((await seen(`/products/${id}`)).code, 'not_found');
  await press('Undo');
  await told('Undone for 1 product.');
  assert.equal((await seen(`/products/${id}`)).published, true);
  await press('Redo');
  await page.goto(`/admin/products/${id}`);
  await field('Price').fill('13');
  await press('Save');
  await press('Undo');
  await told('Undone.');
  assert.equal(await field('Price').inputValue(), '1250.50');
  await press('Back to ₽13');
  await told('Undone.');
  assert.equal(await field('Price').inputValue(), '13');
  await page.goto('/p/walnut-tray');
  await told('Hidden: only staff see this page.');
  await close();
});

test('of two who edit one product, the second is shown both values and chooses', async () => {
  const id = await shop.product(1_500, 3);
  const { page, said, close } = await visit(browser, shop.url);
  await isSignedIn(page, shop, shop.admin);
  await page.goto(`/admin/products/${id}`);
  await alive(page);
  const price = page.getByLabel('Price', { exact: true });
  await price.fill('20');
  await page.getByLabel('Description in English').fill('Ours');
  const other = await fetch(`${shop.url}/api/products/${id}`, {
    method: 'PATCH',
    headers: { authorization: `Bearer ${shop.admin}`, 'content-type': 'application/json' },
    body: JSON.stringify({ price: { amount: 1_700 } }),
  });
  assert.equal(other.status, 200);
  await page.keyboard.press('Control+s');
  await page.getByRole('radio', { name: 'Take theirs: 17' }).check();
  await page.getByRole('button', { name: 'Save', exact: true }).click();
  await until(async () => (await seen(`/products/${id}`)).description === 'Ours');
  assert.equal((await seen(`/products/${id}`)).price.amount, 1_700);
  assert.deepEqual(
    said.filter((line) => !line.includes('409')),
    [],
  );
  await close();
});

test('shelves are put into each other, and none into itself', async () => {
  const { page, close } = await visit(browser, shop.url, { javaScriptEnabled: false });
  await isSignedIn(page, shop, shop.admin);
  await page.goto('/admin/categories');
  const field = (name: string) => page.getByLabel(name).first();
  await field('Name in English').fill('Breakfast');
  await field('Name in Russian').fill('Завтрак');
  await field('Address').fill('Break fast');
  await page.getByRole('button', { name: 'Save' }).click();
  await page.getByText('Use small Latin letters and digits, with hyphens between.').waitFor();
  await field('Address').fill('breakfast');
  await page.getByLabel('Stands in').selectOption({ index: 1 });
  await page.getByRole('button', { name: 'Save' }).click();
  await page.getByText('Saved.', { exact: true }).waitFor();
  await page.getByRole('link', { name: '– Breakfast' }).click();
  await page.getByRole('button', { name: 'Delete this shelf' }).click();
  await page.getByText('The shelf is deleted.', { exact: true }).waitFor();
  await close();
});

test('whatever key a form brings along, it is answered', async () => {
  const forms: [string, Record<string, string>][] = [
    ['products/new', { 'name.en': 'Bowl', 'name.ru': 'Миска', 'price.amount': '10', categoryId: 'none' }],
    ['delivery', { act: 'courier', name: 'Ivan', dailyCapacity: '0' }],
    ['sagas', { saga: 'none' }],
    ['sagas', { act: 'ask-all', step: 'none', reason: '', count: 'many' }],
    ['sagas', { act: 'retry-all', step: 'take-goods', reason: 'that nobody has', expected: '-1' }],
  ];
  for (const [page, fields] of forms) {
    const headers = { cookie: `sagashop_session=${shop.admin}`, origin: shop.url };
    const body = new URLSearchParams({ key: 'ключ\n', ...fields });
    const options = { method: 'POST', headers, body, redirect: 'manual' } as const;
    const { status } = await fetch(`${shop.url}/admin/${page}`, options);
    assert.ok(status < 500, `${status} ${page}`);
  }
});

test('before all that wait for the same are tried again it is said what follows; there may be none by then', async () => {
  const post = async (act: string) => {
    const body = new URLSearchParams({
      act,
      step: 'take-goods',
      reason: 'no scales',
      count: '4',
      expected: '4',
    });
    const headers = { cookie: `sagashop_session=${shop.admin}`, origin: shop.url };
    const answer = await fetch(`${shop.url}/admin/sagas`, { method: 'POST', headers, body });
    return { status: answer.status, html: await answer.text() };
  };
  const asked = await post('ask-all');
  assert.equal(asked.status, 200);
  for (const text of ['Try 4 sagas again?', 'no scales', 'Take the goods'])
    assert.ok(asked.html.includes(text), text);
  const tried = await post('retry-all');
  assert.equal(tried.status, 409);
  assert.ok(tried.html.includes('isn’t parked any more'));
});
