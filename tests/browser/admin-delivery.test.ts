import assert from 'node:assert/strict';
import { test } from 'node:test';
import { until } from '../../cli/test/scratch.ts';
import { openBrowser } from './chromium.ts';
import { openShopWithPages } from './shop-with-pages.ts';
import { isSignedIn, onShelf } from './shopper.ts';
import { alive, visit } from './visitor.ts';

const shop = await openShopWithPages();
const browser = await openBrowser();
const teapot = await onShelf(shop, 100, 100);
const alice = await shop.customer(100_000);
const courier = async (name: string) =>
  (
    await shop.must(
      201,
      shop.ask('POST', '/api/couriers', { as: shop.admin, body: { name, dailyCapacity: 5 } }),
    )
  ).id as string;
const [ann, bob] = [await courier('Ann of the board'), await courier('Bob of the board')];
const days = (await shop.ask('GET', '/api/delivery/dates')).body.items as { date: string }[];
const day = (n: number) => days[n]!.date;

/** An order whose delivery a courier has on a day. */
async function delivered(courierId: string, date: string) {
  const { body } = await alice.order([{ productId: teapot, quantity: 1 }], {
    deliveryDate: date,
    address: 'Lindenallee 7',
  });
  await assigned(body.id, { courierId, date });
  return body as { id: string; number: string };
}
const assigned = (order: string, body: object) =>
  shop.must(201, shop.ask('POST', `/api/deliveries/${order}/assignment`, { as: shop.admin, body }));
const stops = async (courierId: string, date: string) =>
  (
    await shop.ask('GET', `/api/delivery/stops?courierId=${courierId}&date=${date}`, { as: shop.admin })
  ).body.items.map(({ orderId }: { orderId: string }) => orderId) as string[];

async function board(options = {}) {
  const visitor = await visit(browser, shop.url, { viewport: { width: 1440, height: 900 }, ...options });
  await isSignedIn(visitor.page, shop, shop.admin);
  await visitor.page.goto('/admin/delivery');
  const row = (name: string) => visitor.page.getByRole('region', { name });
  /** The n-th day from today. */
  const cell = (name: string, n: number) => row(name).locator('.board-day').nth(n);
  return { ...visitor, row, cell };
}

test('without JavaScript a delivery is moved by its menu, and whoever has no room takes none', async () => {
  const { id, number } = await delivered(ann!, day(0));
  const { page, cell, close } = await board({ javaScriptEnabled: false });
  const stop = cell('Ann of the board', 1).locator('.board-stop', { hasText: number });
  await stop.locator('summary').click();
  await stop.getByLabel('Day').selectOption(day(2));
  await stop.getByLabel('Courier').selectOption({ label: 'Bob of the board' });
  await stop.getByRole('button', { name: 'Move' }).click();
  await page.getByText('Moved. If the day changed, we’re telling the customer.').waitFor();
  assert.deepEqual(await stops(bob!, day(2)), [id]);
  await until(async () => (await alice.get(`/api/orders/${id}`)).body.deliveryDate === day(2));
  const off = cell('Ann of the board', 3);
  await off.locator('.board-more').last().locator('summary').click();
  await off.getByRole('button', { name: 'Day off' }).click();
  await page.getByText('Saved.').waitFor();
  await off.getByText('Day off', { exact: true }).first().waitFor();
  const moved = cell('Bob of the board', 3).locator('.board-stop', { hasText: number });
  await moved.locator('summary').click();
  await moved.getByLabel('Courier').selectOption({ label: 'Ann of the board' });
  await moved.getByRole('button', { name: 'Move' }).click();
  await page.getByText('no room left that day').waitFor();
  assert.deepEqual(await stops(bob!, day(2)), [id]);
  await close();
});

test('a delivery is dragged to another day, and a day’s round can be printed', async () => {
  const { id, number } = await delivered(ann!, day(4));
  const { page, cell, said, close } = await board();
  await alive(page);
  await cell('Ann of the board', 5)
    .locator('.board-stop', { hasText: number })
    .dragTo(cell('Bob of the board', 6));
  await page.getByText('Moved.').waitFor();
  assert.deepEqual(await stops(bob!, day(5)), [id]);
  await cell('Bob of the board', 6).getByRole('link', { name: 'Print round' }).click();
  await page.getByRole('heading', { level: 2, name: 'Lindenallee 7' }).waitFor();
  await page.getByText(number).waitFor();
  assert.deepEqual(said, []);
  await close();
});

test('all of a courier’s deliveries of a day are given to others who have room', async () => {
  const orders = [await delivered(ann!, day(1)), await delivered(ann!, day(1))];
  const { page, cell, close } = await board();
  const from = cell('Ann of the board', 2);
  await from.locator('.board-more').last().locator('summary').click();
  await from.getByRole('button', { name: 'Give all to other couriers' }).click();
  await page.getByText('Moved.').waitFor();
  assert.deepEqual(await stops(ann!, day(1)), []);
  for (const { id } of orders) {
    const { deliveryDate } = (await alice.get(`/api/orders/${id}`)).body;
    assert.equal(deliveryDate, day(1));
  }
  await close();
});

test('what makes no sense is refused, and nothing is changed', async () => {
  const headers = { cookie: `sagashop_session=${shop.admin}`, origin: shop.url };
  for (const fields of [
    { act: 'steal' },
    { act: 'plan', courier: ann!, date: day(0), capacity: '-1' },
    { act: 'plan', courier: ann!, date: 'soon', capacity: '1' },
    { act: 'courier', name: '', dailyCapacity: '1' },
    { act: 'courier', name: 'Carl', dailyCapacity: 'many' },
    { act: 'move', order: ann!, courier: 'x', date: day(0) },
  ] as Record<string, string>[]) {
    const body = new URLSearchParams({ key: 'k-1', ...fields });
    const answer = await fetch(`${shop.url}/admin/delivery`, {
      method: 'POST',
      headers,
      body,
      redirect: 'manual',
    });
    assert.equal(answer.status, fields['date'] === 'soon' ? 404 : 422, JSON.stringify(fields));
  }
});
