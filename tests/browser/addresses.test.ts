import assert from 'node:assert/strict';
import { test } from 'node:test';
import { until } from '../../cli/test/scratch.ts';
import { memberWith, toCheckout, write } from './addressee.ts';
import { openBrowser } from './chromium.ts';
import { openShopWithPages } from './shop-with-pages.ts';
import { onShelf, payButton, thanks } from './shopper.ts';

const shop = await openShopWithPages();
const browser = await openBrowser();
const world = { shop, browser };
const clock = await onShelf(shop, 20_000, 100);
const HOME = { street: 'Am Anger 1', zip: '10115', city: 'Berlin' };

test('a member keeps, changes and deletes addresses', async () => {
  const { page, streets, close } = await memberWith(world, []);
  await page.goto('/account');
  await page.getByRole('link', { name: 'Addresses' }).click();
  await page.getByText('You keep no address yet.').waitFor();
  await write(page, ' ', 'x'.repeat(5));
  await page.getByRole('button', { name: 'Keep it' }).click();
  await page.getByText('Please fill this in.').waitFor();
  assert.equal(await page.getByLabel('Town').inputValue(), 'xxxxx');
  await write(page, 'Am Anger 1', 'Springwood');
  await page.getByRole('button', { name: 'Keep it' }).click();
  await page.getByText('It is saved.').waitFor();
  await until(async () => (await page.getByLabel('Street').inputValue()) === '');
  await page.getByRole('link', { name: 'Change Am Anger 1, Springwood' }).click();
  await page.getByRole('heading', { name: 'Change this address' }).waitFor();
  await page.getByLabel('Street').fill('Am Anger 2');
  await page.getByRole('button', { name: 'Save' }).click();
  await page.getByRole('link', { name: 'Change Am Anger 2, Springwood' }).waitFor();
  assert.deepEqual(await streets(), ['Am Anger 2']);
  await page.getByRole('button', { name: 'Delete Am Anger 2, Springwood' }).click();
  await page.getByText('It is deleted.').waitFor();
  await page.getByText('You keep no address yet.').waitFor();
  assert.deepEqual(await streets(), []);
  await close();
});

test('without JavaScript an address that is kept at the checkout is chosen at the next one', async () => {
  const { page, streets, close } = await memberWith(world, [HOME], { javaScriptEnabled: false });
  await toCheckout(page, clock);
  assert.ok(await page.getByRole('radio', { name: 'Am Anger 1, 10115 Berlin' }).isChecked());
  assert.equal(await page.getByLabel('Street').isVisible(), false);
  await page.getByLabel('First name').fill('Anna');
  await page.getByRole('radio', { name: 'Another address' }).check();
  await page.getByRole('button', { name: 'Choose the day' }).click();
  await page.getByText('Please fill this in.').first().waitFor();
  await write(page, 'Ulmenweg 2', 'Ulm');
  await page.getByRole('checkbox', { name: 'Keep this address for the next time' }).check();
  await page.getByRole('button', { name: 'Choose the day' }).click();
  await page.getByRole('button', { name: 'Look over the order' }).click();
  await page.getByText('Ulmenweg 2, Ulm').waitFor();
  assert.deepEqual(await streets(), ['Ulmenweg 2', 'Am Anger 1']);
  await payButton(page).click();
  await thanks(page).waitFor();
  await toCheckout(page, clock);
  assert.ok(await page.getByRole('radio', { name: 'Ulmenweg 2, Ulm' }).isChecked());
  await page.getByRole('radio', { name: 'Am Anger 1, 10115 Berlin' }).check();
  await page.getByRole('button', { name: 'Choose the day' }).click();
  await page.getByRole('button', { name: 'Look over the order' }).click();
  await page.getByText('Am Anger 1, 10115 Berlin').waitFor();
  assert.deepEqual(await streets(), ['Am Anger 1', 'Ulmenweg 2']);
  await close();
});

test('an address that was deleted meanwhile is not taken for another: the checkout says so', async () => {
  const { page, list, forget, close } = await memberWith(world, [HOME]);
  await toCheckout(page, clock);
  await page.getByLabel('First name').fill('Anna');
  await forget((await list())[0]!.id);
  await page.getByRole('button', { name: 'Choose the day' }).click();
  await page.getByText('This address is no longer kept.').waitFor();
  await page.getByRole('radio', { name: 'Another address' }).check();
  await write(page, 'Ulmenweg 2', 'Ulm');
  await page.getByRole('button', { name: 'Choose the day' }).click();
  await page.getByRole('button', { name: 'Look over the order' }).waitFor();
  await close();
});

test('the address pages say nothing in English to who reads Russian', async () => {
  const home = { street: 'Садовая, 7', city: 'Тверь' };
  const { page, close } = await memberWith(world, [home], { locale: 'ru-RU' });
  await page.goto('/account/addresses');
  await page.getByRole('heading', { level: 1, name: 'Адреса' }).waitFor();
  assert.doesNotMatch((await page.locator('main').textContent()) ?? '', /[A-Za-z]{2,}/);
  await page.getByRole('button', { name: 'Удалить Садовая, 7, Тверь' }).click();
  await page.getByText('Пока вы не сохранили ни одного адреса.').waitFor();
  assert.doesNotMatch((await page.locator('main').textContent()) ?? '', /[A-Za-z]{2,}/);
  await close();
});
