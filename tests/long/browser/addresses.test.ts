import assert from 'node:assert/strict';
import { test } from 'node:test';
import { choosesThem, HOME, keepsThem } from '../../browser/address-journeys.ts';
import { memberWith, toCheckout, write } from '../../browser/addressee.ts';
import { openBrowser } from '../../browser/chromium.ts';
import { openShopWithPages } from '../../browser/shop-with-pages.ts';
import { address, onShelf } from '../../browser/shopper.ts';
import { alive, focusIsVisible, visit } from '../../browser/visitor.ts';

const shop = await openShopWithPages();
const browser = await openBrowser();
const world = { shop, browser };
const clock = await onShelf(shop, 20_000, 100);

test('without JavaScript a member keeps, changes and deletes addresses', () =>
  keepsThem(world, { javaScriptEnabled: false }));

test('an address that is kept at the checkout is chosen at the next one', () => choosesThem(world, clock));

test('a guest writes an address and is not asked whether to keep it', async () => {
  const { page, close } = await visit(browser, shop.url);
  await toCheckout(page, clock);
  assert.equal(await page.getByRole('checkbox').count(), 0);
  assert.equal(await page.getByRole('radio').count(), 0);
  await page.getByLabel('Street').waitFor();
  await close();
});

test('an address that is not to be kept is not, and one that is there already is kept once', async () => {
  const { page, streets, close } = await memberWith(world, []);
  await toCheckout(page, clock);
  await address(page);
  await page.getByRole('button', { name: 'Review your order' }).waitFor();
  assert.deepEqual(await streets(), []);
  for (let time = 0; time < 2; time += 1) {
    await page.goto('/checkout');
    const another = page.getByRole('radio', { name: 'Another address' });
    if (time > 0) await another.check();
    await write(page, 'Lindenallee 7', 'Berlin');
    await page.getByRole('checkbox').check();
    await page.getByRole('button', { name: 'Choose a delivery day' }).click();
    await page.getByRole('button', { name: 'Review your order' }).waitFor();
    assert.deepEqual(await streets(), ['Lindenallee 7']);
  }
  await close();
});

test('who keeps 20 addresses is told so, and can still order to another one', async () => {
  const { page, close } = await memberWith(
    world,
    Array.from({ length: 20 }, (_, n) => ({ ...HOME, street: `Am Ring ${n}` })),
  );
  await page.goto('/account/addresses');
  await page.getByText('You already have 20 saved addresses.').waitFor();
  assert.equal(await page.getByRole('button', { name: 'Save address' }).count(), 0);
  await toCheckout(page, clock);
  await page.getByRole('radio', { name: 'Another address' }).check();
  assert.equal(await page.getByRole('checkbox').count(), 0);
  await address(page);
  await page.getByRole('button', { name: 'Review your order' }).waitFor();
  await close();
});

test('addresses are chosen by keyboard, with the focus visible', async () => {
  const { page, close } = await memberWith(world, [{ ...HOME, street: 'Ulmenweg 2' }, HOME]);
  await toCheckout(page, clock);
  await alive(page);
  await page.getByLabel('First name').fill('Anna');
  await page.getByRole('radio', { name: '10115, Berlin, Am Anger 1' }).focus();
  await page.keyboard.press('ArrowDown');
  await focusIsVisible(page);
  assert.ok(await page.getByRole('radio', { name: '10115, Berlin, Ulmenweg 2' }).isChecked());
  await page.keyboard.press('ArrowDown');
  await page.getByLabel('Street').waitFor();
  await page.keyboard.press('Tab');
  await page.keyboard.press('Tab');
  await focusIsVisible(page);
  await page.keyboard.type('Am Ring 3');
  await page.keyboard.press('Tab');
  await page.keyboard.type('Ulm');
  await page.keyboard.press('Enter');
  await page.getByRole('button', { name: 'Review your order' }).click();
  await page.getByText('Ulm, Am Ring 3').waitFor();
  await close();
});
