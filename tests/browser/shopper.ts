import type { Page, Request } from 'playwright-core';
import { until } from '../../cli/test/scratch.ts';
import type { openShopWithPages } from './shop-with-pages.ts';

type Shop = Awaited<ReturnType<typeof openShopWithPages>>;

/** A new product that is on the shelf: the catalogue hears of its stock a moment later. */
export async function onShelf(
  shop: Shop,
  price: number,
  quantity: number,
  category?: string,
): Promise<string> {
  const id = await shop.product(price, quantity, category);
  await until(async () => (await shop.ask('GET', `/api/products/${id}`)).body.availability !== 'out');
  return id;
}

/** Signs a customer of the shop in, as their own browser would be. */
export async function isSignedIn(page: Page, shop: Shop, token: string): Promise<void> {
  await page.context().addCookies([{ name: 'sagashop_session', value: token, url: shop.url }]);
}

/** Puts products into the cart, each on its own page. */
export async function putIn(page: Page, ...products: string[]): Promise<void> {
  for (const id of products) {
    await page.goto(`/p/${id}`);
    await page.getByRole('button', { name: 'Add to cart' }).first().click();
    // With JavaScript it is said here, without it the cart is shown.
    await page
      .getByText('Added to your cart.')
      .or(page.getByRole('heading', { name: 'Your cart' }))
      .waitFor();
  }
}

/** Types where the order shall go, and of a guest the e-mail address. */
export async function address(page: Page, guest?: string): Promise<void> {
  if (guest) await page.getByLabel('E-mail').fill(`${guest}@shop.test`);
  await page.getByLabel('First name').fill('Anna');
  await page.getByLabel('Street').fill('Lindenallee 7');
  await page.getByLabel('Town or city').fill('Berlin');
  await page.getByRole('button', { name: 'Choose a delivery day' }).click();
}

/** From the cart to the page with the Pay button, as somebody who is signed in. */
export async function toReview(page: Page): Promise<void> {
  await page.goto('/cart');
  await page.getByRole('button', { name: 'Go to checkout' }).click();
  await address(page);
  await page.getByRole('button', { name: 'Review your order' }).click();
  await payButton(page).waitFor();
}

export function payButton(page: Page) {
  return page.getByRole('button', { name: /^Pay/ });
}

export function thanks(page: Page) {
  return page.getByRole('heading', { level: 1, name: 'Your order is placed. Thank you!' });
}

/** Sends a request of the page on, and keeps its answer, cookies too, from the browser. */
export async function sendOn(request: Request): Promise<void> {
  const headers = await request.allHeaders();
  await fetch(request.url(), {
    method: request.method(),
    headers,
    body: request.postData(),
    redirect: 'manual',
  });
}
