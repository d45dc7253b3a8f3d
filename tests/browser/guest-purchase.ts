import assert from 'node:assert/strict';
import type { BrowserContextOptions, Page } from 'playwright-core';
import type { World } from './addressee.ts';
import { alive, visit } from './visitor.ts';

const MOST_PAGES = 4;
const MOST_FIELDS = 12;

const WORDS = {
  'en-GB': {
    ...{
      add: 'Add to cart',
      checkout: 'Go to checkout',
      street: 'Street',
      city: 'Town or city',
      name: 'First name',
      mail: 'E-mail',
    },
    ...{ topUp: /^Top up ₽1,300$/, pay: /^Pay ₽1,300$/, thanks: 'Thank you!', check: 'Check 4 fields:' },
  },
  'ru-RU': {
    ...{
      add: 'В корзину',
      checkout: 'Перейти к оформлению',
      street: 'Улица',
      city: 'Город',
      name: 'Имя',
      mail: 'Электронная почта',
    },
    ...{ topUp: /^Пополнить на 1\s300\s₽$/, pay: /^Оплатить 1\s300\s₽$/, thanks: 'Спасибо!' },
    ...{ check: 'Проверьте 4 поля:' },
  },
} as const;

const submit = (page: Page) => page.locator('main form button[type=submit]').last();
const focused = (page: Page) => page.evaluate('document.activeElement.name');

/** The fields that somebody fills in or chooses from, of the page that is shown. */
const fieldsOf = (page: Page) =>
  page.evaluate(`new Set([...document.querySelectorAll('main :is(input,select,textarea)')]
    .filter((one) => one.type !== 'hidden').map((one) => one.name)).size`) as Promise<number>;

export const PHONE = { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true };
export const DESKTOP = { viewport: { width: 1440, height: 900 } };

interface Way {
  locale: keyof typeof WORDS;
  screen: typeof PHONE | typeof DESKTOP;
  script: boolean;
}

/** How a way is called in the name of a test. */
export function nameOf({ locale, screen, script }: Way): string {
  return `${locale}, ${screen.viewport.width} px, ${script ? '' : 'no '}script`;
}

/** Somebody without an account buys a product of 1,300 rubles. Throws where a page is not as it should be. */
export async function guestBuys({ shop, browser }: World, product: string, way: Way): Promise<void> {
  const words = WORDS[way.locale];
  const options: BrowserContextOptions = { ...way.screen, locale: way.locale, javaScriptEnabled: way.script };
  const { page, said, close } = await visit(browser, shop.url, options);
  await page.goto(`/p/${product}`);
  if (way.script) await alive(page);
  await page.getByRole('button', { name: words.add }).first().click();
  await page.locator('a[href="/cart"] span', { hasText: '1' }).first().waitFor();
  const pages = new Set<string>();
  page.on('framenavigated', (frame) => pages.add(new URL(frame.url()).pathname));
  await page.goto('/cart');
  await page.getByRole('button', { name: words.checkout }).click();
  await page.locator('[name=email]').waitFor();
  const fields = await fillsIn(page, words);
  await page.getByRole('button', { name: words.topUp }).click();
  await page.getByRole('button', { name: words.pay }).click();
  await page.getByRole('heading', { level: 1, name: words.thanks }).waitFor();
  const before = [...pages].filter((path) => !path.startsWith('/orders/'));
  assert.deepEqual(before, ['/cart', '/checkout', '/checkout/day', '/checkout/review']);
  assert.ok(before.length <= MOST_PAGES && fields <= MOST_FIELDS, `${before}; ${fields} fields`);
  assert.deepEqual(
    said.filter((text) => !text.includes('422')),
    [],
  );
  await close();
}

/** From the first page of the checkout to its last one; how many fields there were. */
async function fillsIn(page: Page, words: (typeof WORDS)[keyof typeof WORDS]): Promise<number> {
  let fields = await fieldsOf(page);
  // Everything that is wrong is said at once; the first of it has the focus, and the rest is a press away.
  // Enter means the last button, not the one that signs in, which comes first.
  await page.locator('[name=firstName]').press('Enter');
  await page.getByText(words.check).waitFor();
  assert.equal(await focused(page), 'email');
  await page.getByRole('alert').getByRole('link', { name: words.city }).click();
  assert.equal(await focused(page), 'city');
  await page.getByLabel(words.mail).fill('guest-of-few-words@shop.test');
  await page.getByLabel(words.name).fill('Anna');
  await page.getByLabel(words.street).fill('Lindenallee 7');
  await page.getByLabel(words.city).fill('Berlin');
  await submit(page).click();
  // The address changes before the page does.
  await page.locator('[name=day]').first().waitFor();
  fields += await fieldsOf(page);
  await submit(page).click();
  await page.getByRole('button', { name: words.topUp }).waitFor();
  fields += await fieldsOf(page);
  for (const text of ['guest-of-few-words@shop.test', 'Berlin, Lindenallee 7'])
    await page.getByText(text).waitFor();
  return fields;
}
