import assert from 'node:assert/strict';
import { test } from 'node:test';
import { until } from '../../cli/test/scratch.ts';
import { openBrowser } from './chromium.ts';
import { noBarrier } from './no-barrier.ts';
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
  const shown = page.getByRole('link', { name: 'Show 1 new' });
  await until(async () => {
    await page.evaluate(`document.dispatchEvent(new Event('visibilitychange'))`);
    return shown.isVisible();
  });
  assert.equal(await rows.count(), before, 'nothing has moved');
  await page.getByText('Show 1 new').nth(1).waitFor({ state: 'attached' });
  await shown.click();
  await page.getByRole('link', { name: fresh!.number, exact: true }).waitFor();
  assert.deepEqual(said, []);
  await close();
});

test('filters are kept under a name, shared, renamed and deleted, and both names are shown when two did', async () => {
  const { page, said, close } = await visit(browser, shop.url);
  await isSignedIn(page, shop, shop.admin);
  await page.goto(`${ofProduct}&status=confirmed`);
  await alive(page);
  await page.getByText('Save these filters').click();
  await page.getByRole('textbox', { name: 'Name', exact: true }).fill('Of the day');
  await page.getByLabel('For everyone who sees this list').check();
  await page.getByText('More filters').click();
  await noBarrier(page, 'the list of orders');
  await page.getByRole('button', { name: 'Save' }).click();
  const lists = page.getByRole('navigation', { name: 'Saved lists' });
  await lists.getByRole('link', { name: 'Of the day' }).waitFor();
  assert.match(await lists.locator('[aria-current]').innerText(), /Of the day/);
  await lists.getByRole('link', { name: 'Edit lists' }).click();
  await page.getByRole('heading', { name: 'Saved lists' }).waitFor();
  await noBarrier(page, 'the kept lists');
  const { items } = (await shop.ask('GET', '/api/order-views', { as: shop.admin })).body;
  const { id } = items.find(({ name }: { name: string }) => name === 'Of the day');
  const path = `/api/order-views/${id}`;
  await shop.must(200, shop.ask('PATCH', path, { as: shop.admin, body: { name: 'Ours' } }));
  const field = page.getByRole('textbox', { name: 'Name', exact: true });
  await field.fill('Mine');
  await page.getByRole('button', { name: 'Save Of the day' }).click();
  const told = page.getByRole('alert');
  await told.getByText('now Ours, yours Mine').waitFor();
  assert.equal(await field.inputValue(), 'Mine');
  await page.getByRole('button', { name: 'Save Ours' }).click();
  await page.getByText('Saved.', { exact: true }).waitFor();
  assert.equal(await field.inputValue(), 'Mine');
  await page.getByRole('button', { name: 'Delete' }).click();
  await page.getByText('You haven’t saved a list yet').waitFor();
  assert.deepEqual(
    said.filter((text) => !text.includes('409')),
    [],
  );
  await close();
});

test('all that match are cancelled at once after it was said what follows, and a reload shows how far it is', async () => {
  const orders = await ordered(7);
  await shop.must(
    200,
    shop.ask('POST', `/api/orders/${orders[0]!.id}/cancellation`, { as: alice.token, body: {} }),
  );
  const { page, said, close } = await visit(browser, shop.url);
  await isSignedIn(page, shop, shop.admin);
  await until(async () => numbersIn((await open(`${ofProduct}&status=cancelled`)).html).length === 1);
  for (const { number } of orders)
    await until(async () => numbersIn((await open(`/admin/orders?q=${number}`)).html).length === 1);
  await page.goto(ofProduct);
  await alive(page);
  const many = (await open(ofProduct)).html.match(/>(\d+) orders</)?.[1];
  await page.getByLabel('With').selectOption(`all ${many} that match`);
  await page.getByRole('button', { name: 'Cancel orders' }).click();
  await page.getByText('1 is cancelled already.').waitFor();
  await page.getByText('Goes back to customers').waitFor();
  await noBarrier(page, 'what follows');
  await page.getByLabel('Why').fill('The kiln is broken');
  await page.getByRole('button', { name: `Cancel ${many} orders` }).click();
  await page.getByRole('status').getByText('done').waitFor();
  await page.reload();
  await page.getByText(`Finished: ${many} of ${many} done`).waitFor();
  await page.getByText('Reason: The kiln is broken').waitFor();
  await noBarrier(page, 'how far it is');
  await until(
    async () => numbersIn((await open(`${ofProduct}&status=cancelled`)).html).length === Number(many),
  );
  assert.deepEqual(said, []);
  await close();
});

test('without JavaScript ticked orders are given to a courier, and who is refused is listed with why', async () => {
  const [one, gone] = await ordered(2);
  const cancelled = `/api/orders/${gone!.id}/cancellation`;
  await shop.must(200, shop.ask('POST', cancelled, { as: alice.token, body: {} }));
  const courier = { name: 'Cora of the list', dailyCapacity: 5 };
  const { id } = await shop.must(201, shop.ask('POST', '/api/couriers', { as: shop.admin, body: courier }));
  const { page, close } = await visit(browser, shop.url, { javaScriptEnabled: false });
  await isSignedIn(page, shop, shop.admin);
  await until(async () => numbersIn((await open(`/admin/orders?q=${one!.number}`)).html).length === 1);
  await page.goto(ofProduct);
  for (const { number } of [one!, gone!]) await page.getByLabel(`Choose order ${number}`).check();
  await page.getByRole('button', { name: 'Assign courier or day' }).click();
  await page.getByRole('button', { name: 'Assign 2 orders' }).click();
  await page.getByRole('alert').getByText('Choose a courier').waitFor();
  await page.getByLabel('Courier').selectOption('Cora of the list');
  await page.getByRole('button', { name: 'Assign 2 orders' }).click();
  const ended = page.getByText('Finished: 1 of 2 done');
  await until(async () => {
    if (await ended.isVisible()) return true;
    await page.getByRole('link', { name: 'Look again' }).click();
    return false;
  });
  await page.getByRole('listitem').filter({ hasText: gone!.number }).getByText('No courier has it').waitFor();
  const moved = async () =>
    (await shop.ask('GET', `/api/orders?courierId=${id}`, { as: shop.admin })).body.items;
  await until(async () => (await moved())[0]?.id === one!.id);
  const nothing = await open('/admin/orders/bulk?act=cancel&of=ticked');
  assert.ok(nothing.status === 200 && nothing.html.includes('No orders are chosen'));
  await close();
});

test('a file has the orders that are ticked, and a clerk may do what the owner may but share', async () => {
  const wish = `of=ticked&id=${few[0]!.id}&id=${few[2]!.id}&id=nobody`;
  const { html } = await open(`/admin/orders/bulk?act=export&${wish}`);
  assert.equal(html.trim().split('\r\n').length, 3);
  const { id, token } = await shop.customer();
  await shop.must(200, shop.ask('PATCH', `/api/staff/${id}`, { as: shop.admin, body: { roles: ['clerk'] } }));
  const headers = { cookie: `sagashop_session=${token}` };
  const page = await (await fetch(`${shop.url}${ofProduct}`, { headers })).text();
  assert.ok(page.includes('Cancel orders') && !page.includes('For everyone who sees this list'));
});
