import assert from 'node:assert/strict';
import { test } from 'node:test';
import { until } from '../../cli/test/scratch.ts';
import { openBrowser } from './chromium.ts';
import { openShopWithPages } from './shop-with-pages.ts';
import { isSignedIn, onShelf } from './shopper.ts';
import { alive, visit } from './visitor.ts';

const shop = await openShopWithPages();
const browser = await openBrowser();
const product = await onShelf(shop, 700, 100);
const alice = await shop.customer(1_000_000);

/** So many orders of the product, by their numbers. */
async function ordered(many: number): Promise<{ id: string; number: string }[]> {
  const orders = [];
  for (let nth = 0; nth < many; nth += 1)
    orders.push((await alice.order([{ productId: product, quantity: 1 + nth }])).body);
  return orders;
}
const few = await ordered(3);
const ofProduct = `/admin/orders?productId=${product}`;

/** A page as a browser without scripts would be shown it. */
async function open(path: string) {
  const answer = await fetch(shop.url + path, { headers: { cookie: `sagashop_session=${shop.admin}` } });
  return { status: answer.status, html: await answer.text() };
}
const numbersIn = (html: string) => [...html.matchAll(/data-row[^>]*>(\d+)</g)].map(([, number]) => number);

await until(async () => numbersIn((await open(ofProduct)).html).length === few.length);

test('orders are found by filters that stand in the address, put in order, and counted', async () => {
  const { html } = await open(`${ofProduct}&sort=total&minTotal=14&status=confirmed`);
  assert.deepEqual(
    numbersIn(html),
    few.slice(1).map(({ number }) => number),
  );
  assert.match(html, />2 orders</);
  for (const text of ['Total from: 14', 'State: placed', 'Product: '])
    assert.ok(html.includes(`Remove filter ${text}`), text);
  const without = /aria-label="Remove filter Total from[^>]*href="([^"]*)"/.exec(html)?.[1];
  assert.ok(without?.includes('status=confirmed') && !without.includes('minTotal'));
  assert.ok(
    html.includes(`/api/exports/orders.csv?status=confirmed&amp;productId=${product}&amp;minTotal=1400`),
  );
});

test('a filter that is nonsense is named, keeps what was typed, and finds nothing', async () => {
  for (const [query, label] of [
    ['courierId=nobody', 'Courier'],
    ['minTotal=lots', 'Total from'],
    ['status=sold', 'State'],
    ['from=0000-01-01', 'Placed from'],
    [`q=${'x'.repeat(300)}`, 'Search'],
  ] as const) {
    const { status, html } = await open(`/admin/orders?${query}`);
    assert.equal(status, 422, query);
    assert.match(html, new RegExp(`role="alert"[^>]*>[^<]*${label}`), query);
    assert.deepEqual(numbersIn(html), []);
  }
  assert.equal((await open('/admin/orders?sort=odd&cursor=x')).status, 200);
});

test('orders that come meanwhile are said, and shown when somebody wants them', async () => {
  const { page, said, close } = await visit(browser, shop.url);
  await isSignedIn(page, shop, shop.admin);
  await page.goto(ofProduct);
  await alive(page);
  const rows = page.locator('tbody tr');
  const before = await rows.count();
  const [fresh] = await ordered(1);
  // Whoever comes back to the page is told at once, not only when the next look is due.
  const shown = page.getByRole('link', { name: '1 new, show' });
  await until(async () => {
    await page.evaluate(`document.dispatchEvent(new Event('visibilitychange'))`);
    return shown.isVisible();
  });
  assert.equal(await rows.count(), before, 'nothing has moved');
  await page.getByText('1 new, show').nth(1).waitFor({ state: 'attached' });
  await shown.click();
  await page.getByRole('link', { name: fresh!.number, exact: true }).waitFor();
  assert.deepEqual(said, []);
  await close();
});
