import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { test } from 'node:test';
import { MENU } from '../../../web/app/admin/menu.ts';
import { UNLISTED } from '../../browser/admin-pages.ts';
import { openBrowser } from '../../browser/chromium.ts';
import { FIRST_LOOK, noBarrier } from '../../browser/no-barrier.ts';
import { openShopWithPages } from '../../browser/shop-with-pages.ts';
import { isSignedIn } from '../../browser/shopper.ts';
import { notSideways } from '../../browser/sideways.ts';
import { alive, focusIsVisible, visit } from '../../browser/visitor.ts';

const shop = await openShopWithPages();
const browser = await openBrowser();
/** With the text of twice its size. */
const large = await openBrowser(['--blink-settings=defaultFontSize=32']);

// Something to be shown in each list.
const product = await shop.product(2_500, 10);
const buyer = await shop.customer(1_000_000);
for (const quantity of [1, 2]) await buyer.order([{ productId: product, quantity }]);
const paths = [...[...MENU, ...UNLISTED].flatMap(({ path }) => path ?? []), ...(await ofOneThing())];

/** The pages of one thing each. */
async function ofOneThing(): Promise<string[]> {
  const made = async (path: string, body: object) =>
    (await shop.must(201, shop.ask('POST', path, { as: shop.admin, body }))).id as string;
  const { body } = await buyer.order([{ productId: product, quantity: 1 }]);
  const parcel = await made(`/api/orders/${body.id}/shipments`, {});
  const shelf = (await shop.ask('GET', '/api/categories')).body.items[0].id;
  const form = new FormData();
  form.set('kind', 'prices');
  form.set('file', new Blob([`id,price\n${product},26\n${product},x\n`]), 'prices.csv');
  const headers = { authorization: `Bearer ${shop.admin}`, 'idempotency-key': randomUUID() };
  const sent = await fetch(`${shop.url}/api/imports`, { method: 'POST', headers, body: form });
  const file = `/admin/imports/${((await sent.json()) as { id: string }).id}`;
  return [
    ...[`/admin/orders/${body.id}`, `/admin/packing/${parcel}`, `/admin/customers/${buyer.id}`],
    ...[`/admin/products/${product}`, `/admin/products/${product}/variants`, `/admin/stock/${product}`],
    ...[`/admin/categories/${shelf}`, file, `${file}/columns`, `/admin/delivery/round`],
  ];
}

for (const locale of ['en-GB', 'ru-RU']) {
  test(`no page of the back office has a barrier that axe knows, ${locale}`, async () => {
    const { page, close } = await visit(browser, shop.url, { ...FIRST_LOOK, locale });
    await isSignedIn(page, shop, shop.admin);
    for (const path of paths) {
      await page.goto(path);
      await alive(page);
      await noBarrier(page, path);
    }
    await page.keyboard.press('Control+k');
    await page.getByRole('combobox').last().waitFor();
    await noBarrier(page, 'search');
    await close();
  });

  test(`none scrolls sideways at 320 px with text of twice the size, ${locale}`, async () => {
    const { page, close } = await visit(large, shop.url, { locale, viewport: { width: 320, height: 800 } });
    await isSignedIn(page, shop, shop.admin);
    for (const path of paths) {
      await page.goto(path);
      await notSideways(page, path);
    }
    await close();
  });
}

test('where the colours are the reader’s own, one sees on which page one is, and the bars of both weeks', async () => {
  const { page, close } = await visit(browser, shop.url, { forcedColors: 'active' });
  await isSignedIn(page, shop, shop.admin);
  await page.goto('/admin');
  const styleOf = (what: string) =>
    page.evaluate(`(() => {
      const { outlineStyle, fill, stroke } = getComputedStyle(document.querySelector(${JSON.stringify(what)}));
      return { outlineStyle, fill, stroke };
    })()`) as Promise<Record<string, string>>;
  assert.equal((await styleOf('.admin-menu-side [aria-current="page"]'))['outlineStyle'], 'solid');
  const now = await styleOf('rect[data-week="now"]');
  const before = await styleOf('rect[data-week="before"]');
  assert.notEqual(now['fill'], before['fill']);
  assert.notEqual(before['stroke'], before['fill']);
  await close();
});

test('where the colours are the reader’s own, whatever has the focus shows it, and what is chosen differs', async () => {
  const { page, close } = await visit(browser, shop.url, { forcedColors: 'active' });
  await isSignedIn(page, shop, shop.admin);
  for (const path of paths) {
    await page.goto(path);
    await alive(page);
    for (let stops = 0; stops < 12; stops += 1) {
      await page.keyboard.press('Tab');
      if (await page.evaluate('document.activeElement === document.body')) break;
      await focusIsVisible(page);
    }
  }
  await close();
});
