import type { BrowserContextOptions, Page } from 'playwright-core';
import type { openBrowser } from './chromium.ts';
import type { openShopWithPages } from './shop-with-pages.ts';
import { isSignedIn, putIn } from './shopper.ts';
import { visit } from './visitor.ts';

const PATH = '/api/users/me/addresses';

/** A shop, and a browser to look at it. */
export interface World {
  shop: Awaited<ReturnType<typeof openShopWithPages>>;
  browser: Awaited<ReturnType<typeof openBrowser>>;
}

/** A member who keeps these addresses, the last one first, on a page of their own. */
export async function memberWith(
  { shop, browser }: World,
  kept: object[],
  options: BrowserContextOptions = {},
) {
  const customer = await shop.customer(1_000_000);
  for (const body of kept) await shop.must(201, shop.ask('POST', PATH, { as: customer.token, body }));
  const visitor = await visit(browser, shop.url, options);
  await isSignedIn(visitor.page, shop, customer.token);
  const list = async () => (await customer.get(PATH)).body.items as { id: string; street: string }[];
  const streets = async () => (await list()).map(({ street }) => street);
  const forget = (id: string) => shop.must(204, shop.ask('DELETE', `${PATH}/${id}`, { as: customer.token }));
  return { ...visitor, list, streets, forget };
}

/** Types an address. */
export async function write(page: Page, street: string, town: string): Promise<void> {
  await page.getByLabel('Street').fill(street);
  await page.getByLabel('Town or city').fill(town);
}

/** From a product to the first step of the checkout. */
export async function toCheckout(page: Page, product: string): Promise<void> {
  await putIn(page, product);
  await page.goto('/cart');
  await page.getByRole('button', { name: 'Go to checkout' }).click();
  await page.getByRole('button', { name: 'Choose a delivery day' }).waitFor();
}
