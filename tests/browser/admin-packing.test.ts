import assert from 'node:assert/strict';
import { test } from 'node:test';
import { until } from '../../cli/test/scratch.ts';
import { qrOf } from '../../web/app/admin/qr.server.ts';
import { openBrowser } from './chromium.ts';
import { noBarrier } from './no-barrier.ts';
import { openShopWithPages } from './shop-with-pages.ts';
import { isSignedIn, onShelf } from './shopper.ts';
import { notSideways } from './sideways.ts';
import { alive, visit } from './visitor.ts';

const shop = await openShopWithPages();
const browser = await openBrowser();
const [teapot, cup] = [await onShelf(shop, 100, 200), await onShelf(shop, 50, 200)];
const alice = await shop.customer(1_000_000);
const packer = await shop.customer();
const roles = { roles: ['packer'] };
await shop.must(200, shop.ask('PATCH', `/api/staff/${packer.id}`, { as: shop.admin, body: roles }));
const hired = { name: 'Carl of the parcels', dailyCapacity: 500 };
await shop.must(201, shop.ask('POST', '/api/couriers', { as: shop.admin, body: hired }));
const days = (await shop.ask('GET', '/api/delivery/dates')).body.items as { date: string }[];
/** Days on which nobody else here orders. */
const [crowded, quiet] = [days.at(-1)!.date, days.at(-2)!.date];

type Json = ReturnType<typeof JSON.parse>;

async function ordered(deliveryDate: string): Promise<Json> {
  const lines = [
    { productId: teapot, quantity: 2 },
    { productId: cup, quantity: 1 },
  ];
  return (await alice.order(lines, { deliveryDate, address: 'Lindenallee 7' })).body;
}
const parcels = async (date: string): Promise<Json[]> =>
  (await shop.ask('GET', `/api/shipments?limit=100&date=${date}`, { as: shop.admin })).body.items;
const unplanned = async (date: string): Promise<Json[]> =>
  (await shop.ask('GET', `/api/shipments/unplanned?limit=100&date=${date}`, { as: shop.admin })).body.items;

async function packing(options = {}) {
  const visitor = await visit(browser, shop.url, { viewport: { width: 1440, height: 900 }, ...options });
  await isSignedIn(visitor.page, shop, packer.token);
  return visitor;
}

test('twenty orders go from new to handed over by at most twelve keys and one print', async () => {
  for (const product of [teapot, cup])
    await shop.must(
      200,
      shop.ask('PATCH', `/api/stock/${product}`, {
        as: shop.admin,
        body: { place: `A-${product.slice(-2)}` },
      }),
    );
  for (let nth = 0; nth < 20; nth += 1) await ordered(crowded);
  await until(async () => (await unplanned(crowded)).length === 20);
  const { page, said, close } = await packing();
  let actions = 1;
  const press = async (...keys: string[]) => {
    for (const key of keys) await page.keyboard.press(key);
    actions += keys.length;
  };
  await page.addInitScript('window.print = () => { window.printed = (window.printed ?? 0) + 1; };');
  await page.goto(`/admin/packing?date=${crowded}`);
  await alive(page);
  await press('Tab', 'Enter', 'Tab', 'Enter');
  await page.getByText('Plan parcels: 20 of 20 done').waitFor();
  await page.getByRole('button', { name: 'Mark all 20 as packed' }).waitFor();
  await press('Tab', 'Enter');
  await page.getByRole('heading', { level: 1, name: '20 packing slips' }).waitFor();
  await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');
  assert.equal(await page.evaluate('window.printed'), 1, 'one print');
  await press('Tab', 'Enter');
  await page.getByText('Pack parcels: 20 of 20 done').waitFor();
  await page.getByRole('button', { name: 'Hand over all 20' }).waitFor();
  await press('Tab', 'Enter');
  await page.getByText('Hand parcels over: 20 of 20 done').waitFor();
  assert.ok(actions <= 12, `${actions} actions`);
  assert.deepEqual(new Set((await parcels(crowded)).map(({ state }) => state)), new Set(['handed_over']));
  await noBarrier(page, 'the board with parcels');
  assert.deepEqual(said, []);
  await close();
});

test('without JavaScript parcels are ticked, printed a page each, scanned by their QR code, and told apart', async () => {
  for (let nth = 0; nth < 3; nth += 1) await ordered(quiet);
  await until(async () => (await unplanned(quiet)).length === 3);
  const { page, close } = await packing({ javaScriptEnabled: false, viewport: { width: 320, height: 800 } });
  await page.goto(`/admin/packing?date=${quiet}`);
  await page.getByRole('button', { name: 'Plan those ticked' }).click();
  await page.getByText('Nothing is ticked.').waitFor();
  for (const box of await page.getByRole('checkbox').all()) await box.check();
  await page.getByRole('button', { name: 'Plan those ticked' }).click();
  await page.getByText('Plan parcels: 3 of 3 done').waitFor();
  await notSideways(page, 'the board, 320 px');
  const [first, second] = await parcels(quiet);
  await page.goto(`/admin/packing/slips?date=${quiet}`);
  await page.emulateMedia({ media: 'print' });
  assert.equal(await page.locator('.packing-slip').count(), 3);
  const pdf = (await page.pdf()).toString('latin1');
  assert.equal(pdf.match(/\/Type ?\/Page\b/g)?.length, 4, 'the pick list, and a page a parcel');
  await page.emulateMedia({ media: 'screen' });
  await page.setViewportSize({ width: 800, height: 800 });
  const code = page.locator('.packing-qr').first();
  const scanned = `${shop.url}/admin/packing/${first.id}`;
  assert.equal(await code.locator('path').getAttribute('d'), qrOf(scanned).path);
  await page.goto(`/admin/packing?date=${quiet}`);
  await scan(scanned);
  await page.getByText(`Order ${first.number}: the parcel is packed.`).waitFor();
  await scan(scanned);
  await page.getByText('This parcel is packed.').waitFor();
  await scan(second.number, 'hand it over');
  await page.getByText(`Order ${second.number}: the parcel is with its courier.`).waitFor();
  await scan('nonsense <b>');
  await page.getByText('There’s no parcel for “nonsense <b>”.').waitFor();
  assert.deepEqual((await parcels(quiet)).map(({ state }) => state).sort(), [
    'handed_over',
    'packed',
    'planned',
  ]);
  await page.goto(scanned);
  await page.getByRole('button', { name: 'Hand over' }).click();
  await page.getByText('This parcel is with its courier.').waitFor();
  await page.getByLabel('Who took it').fill('Olga');
  await page.getByRole('button', { name: 'Delivered' }).click();
  await page.getByText('Olga took it').waitFor();
  await close();

  async function scan(text: string, what = 'mark it as packed') {
    await page.getByLabel('Scan or type a parcel').fill(text);
    await page.getByLabel('Then').selectOption({ label: what });
    await page.getByRole('button', { name: 'Go' }).click();
  }
});

test('an order’s page plans and splits its parcels, and tells what an act writes before it is done', async () => {
  const order = await ordered(quiet);
  const { page, said, close } = await packing();
  await isSignedIn(page, shop, shop.admin);
  await page.goto(`/admin/orders/${order.id}`);
  await alive(page);
  const plan = page.locator('details', { hasText: 'Plan a parcel' });
  await plan.locator('summary').click();
  await plan.getByRole('button', { name: 'Plan a parcel' }).click();
  await page.getByText('Parcel planned.').waitFor();
  await plan.locator('summary').click();
  await plan.getByLabel('Take the items out of').selectOption({ index: 1 });
  const pieces = plan.getByLabel('(of 2)');
  await pieces.fill('9');
  await plan.getByRole('button', { name: 'Plan a parcel' }).click();
  await page.getByText('There aren’t that many left for it').waitFor();
  assert.equal(await pieces.inputValue(), '9');
  await pieces.fill('1');
  await plan.getByRole('button', { name: 'Plan a parcel' }).click();
  await page.locator('.order-parcels > li').nth(1).waitFor();
  await page.locator('.order-parcels').getByRole('button', { name: 'Hand over' }).first().click();
  const dialog = page.getByRole('dialog');
  await dialog.locator('blockquote').waitFor();
  await noBarrier(page, 'an order with two parcels');
  await dialog.getByRole('button', { name: 'Hand over' }).click();
  await page.locator('.order-parcels').getByText('With the courier').waitFor();
  // The refusal is told by its status too.
  assert.deepEqual(
    said.filter((line) => !line.includes('409')),
    [],
  );
  await close();
});
