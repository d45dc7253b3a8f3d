import assert from 'node:assert/strict';
import { test } from 'node:test';
import { until } from '../../cli/test/scratch.ts';
import { choosesThem, HOME, keepsThem } from './address-journeys.ts';
import { memberWith, toCheckout, write } from './addressee.ts';
import { openBrowser } from './chromium.ts';
import { openShopWithPages } from './shop-with-pages.ts';
import { onShelf } from './shopper.ts';
import { alive } from './visitor.ts';

const shop = await openShopWithPages();
const browser = await openBrowser();
const world = { shop, browser };
const clock = await onShelf(shop, 20_000, 100);

test('a member keeps, changes and deletes addresses', () => keepsThem(world));

test('without JavaScript an address that is kept at the checkout is chosen at the next one', () =>
  choosesThem(world, clock, { javaScriptEnabled: false }));

test('an address that was deleted meanwhile is not taken for another: the checkout says so', async () => {
  const { page, list, forget, close } = await memberWith(world, [HOME]);
  await toCheckout(page, clock);
  await page.getByLabel('First name').fill('Anna');
  await forget((await list())[0]!.id);
  await page.getByRole('button', { name: 'Choose a delivery day' }).click();
  await page.getByText('This address is no longer saved.').waitFor();
  await page.getByRole('radio', { name: 'Another address' }).check();
  await write(page, 'Ulmenweg 2', 'Ulm');
  await page.getByRole('button', { name: 'Choose a delivery day' }).click();
  await page.getByRole('button', { name: 'Review your order' }).waitFor();
  await close();
});

test('the address pages say nothing in English to a reader of Russian', async () => {
  const home = { street: 'Садовая, 7', city: 'Тверь' };
  const { page, close } = await memberWith(world, [home], { locale: 'ru-RU' });
  await page.goto('/account/addresses');
  await page.getByRole('heading', { level: 1, name: 'Адреса' }).waitFor();
  assert.doesNotMatch((await page.locator('main').textContent()) ?? '', /[A-Za-z]{2,}/);
  await page.getByRole('button', { name: 'Удалить Тверь, Садовая, 7' }).click();
  await page.getByText('Сохранённых адресов пока нет.').waitFor();
  assert.doesNotMatch((await page.locator('main').textContent()) ?? '', /[A-Za-z]{2,}/);
  await close();
});

test('what has been done has the focus, each time', async () => {
  const { page, close } = await memberWith(world, [{ ...HOME, street: 'Ulmenweg 2' }, HOME]);
  await page.goto('/account/addresses');
  await alive(page);
  const focused = () => page.evaluate('document.activeElement.textContent');
  for (const street of ['Am Anger 1', 'Ulmenweg 2']) {
    await page.getByRole('button', { name: `Delete 10115, Berlin, ${street}` }).click();
    await page
      .getByRole('button', { name: `Delete 10115, Berlin, ${street}` })
      .waitFor({ state: 'detached' });
    await until(async () => (await focused()) === 'Deleted.');
  }
  await close();
});
