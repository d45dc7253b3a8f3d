import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { freePort } from '../../cli/src/port.ts';
import { startParts } from '../../cli/src/split/processes.ts';
import { openBrowser } from './chromium.ts';
import { openShopWithPages } from './shop-with-pages.ts';
import { isSignedIn, onShelf, putIn } from './shopper.ts';
import { visit } from './visitor.ts';

const shop = await openShopWithPages();
const browser = await openBrowser();
const pages = await pagesIn('US');
const lamp = await onShelf(shop, 20_000, 10);

/** The address of pages that show the same shop as one in another country. */
async function pagesIn(country: string): Promise<string> {
  const port = await freePort();
  const parts = startParts({
    ports: { web: port },
    envOf: () => ({
      ...{ PATH: process.env['PATH'], NODE_ENV: 'production', HOST: '127.0.0.1' },
      ...{ GATEWAY_URL: shop.url, SAGASHOP_COUNTRY: country },
    }),
    hungAfter: 60,
    changed: () => {},
    said: (_name, line) => process.stderr.write(`web in ${country}: ${line}\n`),
  });
  after(() => parts.stop(1000));
  await parts.ready;
  return `http://127.0.0.1:${port}`;
}

test('where addresses have a state it is asked for, kept, and stands on the order', async () => {
  const customer = await shop.customer(1_000_000);
  const { page, close } = await visit(browser, pages, { javaScriptEnabled: false });
  await isSignedIn(page, shop, customer.token);
  await putIn(page, lamp);
  await page.goto('/checkout');
  await page.getByLabel('First name').fill('Anna');
  await page.getByLabel('Street').fill('7 Main St');
  await page.getByLabel('Town or city').fill('Springfield');
  await page.getByLabel('ZIP code').fill('62704');
  await page.getByRole('checkbox').check();
  const state = page.getByLabel('State');
  assert.equal(await state.getAttribute('autocomplete'), 'shipping address-level1');
  const next = page.getByRole('button', { name: 'Choose a delivery day' });
  await next.click();
  await page.getByText('Please fill this in.').waitFor();
  assert.equal(await page.evaluate('document.activeElement.name'), 'region');
  assert.equal(await state.getAttribute('aria-invalid'), 'true');
  await state.selectOption({ label: 'Illinois' });
  await next.click();
  await page.getByRole('button', { name: 'Review your order' }).click();
  await page.getByText('7 Main St, Springfield, IL 62704').waitFor();
  await page.getByRole('button', { name: /^Pay/ }).click();
  await page.getByText('7 Main St, Springfield, IL 62704').waitFor();
  const { items } = (await customer.get('/api/users/me/addresses')).body;
  assert.deepEqual([items.length, items[0].region], [1, 'IL']);
  await page.goto('/account/addresses');
  await page.getByRole('link', { name: 'Change 7 Main St, Springfield, IL 62704' }).click();
  assert.equal(await state.inputValue(), 'IL');
  await close();
});
