import assert from 'node:assert/strict';
import type { BrowserContextOptions } from 'playwright-core';
import { until } from '../../cli/test/scratch.ts';
import { memberWith, toCheckout, type World, write } from './addressee.ts';
import { payButton, thanks } from './shopper.ts';

export const HOME = { street: 'Am Anger 1', zip: '10115', city: 'Berlin' };

/** A member writes an address, changes it and deletes it. Throws where a page or the list is not as it should be. */
export async function keepsThem(world: World, options: BrowserContextOptions = {}): Promise<void> {
  const { page, streets, close } = await memberWith(world, [], options);
  await page.goto('/account');
  await page.getByRole('link', { name: 'Addresses' }).click();
  await page.getByText('No saved addresses yet.').waitFor();
  await write(page, ' ', 'x'.repeat(5));
  await page.getByRole('button', { name: 'Save address' }).click();
  await page.getByText('Please fill this in.').waitFor();
  assert.equal(await page.getByLabel('Town or city').inputValue(), 'xxxxx');
  await write(page, 'Am Anger 1', 'Springwood');
  await page.getByRole('button', { name: 'Save address' }).click();
  await page.getByText('Saved.').waitFor();
  await until(async () => (await page.getByLabel('Street').inputValue()) === '');
  await page.getByRole('link', { name: 'Change Springwood, Am Anger 1' }).click();
  await page.getByRole('heading', { name: 'Change this address' }).waitFor();
  await page.getByLabel('Street').fill('Am Anger 2');
  await page.getByRole('button', { name: 'Save' }).click();
  await page.getByRole('link', { name: 'Change Springwood, Am Anger 2' }).waitFor();
  assert.deepEqual(await streets(), ['Am Anger 2']);
  await page.getByRole('button', { name: 'Delete Springwood, Am Anger 2' }).click();
  await page.getByText('Deleted.').waitFor();
  await page.getByText('No saved addresses yet.').waitFor();
  assert.deepEqual(await streets(), []);
  await close();
}

/** A member keeps another address at the checkout, and chooses at the next one. Throws as `keepsThem` does. */
export async function choosesThem(
  world: World,
  product: string,
  options: BrowserContextOptions = {},
): Promise<void> {
  const { page, said, streets, close } = await memberWith(world, [HOME], options);
  await toCheckout(page, product);
  assert.ok(await page.getByRole('radio', { name: '10115, Berlin, Am Anger 1' }).isChecked());
  assert.equal(await page.getByLabel('Street').isVisible(), false);
  await page.getByLabel('First name').fill('Anna');
  await page.getByRole('radio', { name: 'Another address' }).check();
  await page.getByRole('button', { name: 'Choose a delivery day' }).click();
  await page.getByText('Please fill this in.').first().waitFor();
  await write(page, 'Ulmenweg 2', 'Ulm');
  await page.getByRole('checkbox', { name: 'Save this address for next time' }).check();
  await page.getByRole('button', { name: 'Choose a delivery day' }).click();
  await page.getByRole('button', { name: 'Review your order' }).click();
  await page.getByText('Ulm, Ulmenweg 2').waitFor();
  assert.deepEqual(await streets(), ['Ulmenweg 2', 'Am Anger 1']);
  await payButton(page).click();
  await thanks(page).waitFor();
  await toCheckout(page, product);
  assert.ok(await page.getByRole('radio', { name: 'Ulm, Ulmenweg 2' }).isChecked());
  await page.getByRole('radio', { name: '10115, Berlin, Am Anger 1' }).check();
  await page.getByRole('button', { name: 'Choose a delivery day' }).click();
  await page.getByRole('button', { name: 'Review your order' }).click();
  await page.getByText('10115, Berlin, Am Anger 1').waitFor();
  assert.deepEqual(await streets(), ['Am Anger 1', 'Ulmenweg 2']);
  assert.deepEqual(
    said.filter((text) => !text.includes('422')),
    [],
  );
  await close();
}
