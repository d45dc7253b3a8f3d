import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Page } from 'playwright-core';
import { until } from '../../../cli/test/scratch.ts';
import { openBrowser } from '../../browser/chromium.ts';
import { courierDay } from '../../browser/courier-day.ts';
import { FIRST_LOOK, noBarrier } from '../../browser/no-barrier.ts';
import { openShopWithPages } from '../../browser/shop-with-pages.ts';
import { isSignedIn } from '../../browser/shopper.ts';
import { alive, visit } from '../../browser/visitor.ts';

const shop = await openShopWithPages();
const browser = await openBrowser();
const { alice, carl, stops, actsOf } = await courierDay(shop, 10);
const PHONE = { viewport: { width: 390, height: 844 }, serviceWorkers: 'allow' } as const;

const SHELL = `(async () => {
  const found = await caches.match('/courier/offline?in=en', { ignoreVary: true });
  return found !== undefined;
})()`;
/** Has the phone forget that the shop has its reports. */
const UNSENT = `new Promise((resolve, reject) => {
  const opening = indexedDB.open('sagashop-courier');
  opening.onsuccess = () => {
    const work = opening.result.transaction('taps', 'readwrite');
    const taps = work.objectStore('taps');
    taps.getAll().onsuccess = ({ target }) => {
      for (const tap of target.result) taps.put({ ...tap, state: 'waiting' });
    };
    work.oncomplete = () => resolve(opening.result.close());
    work.onabort = reject;
  };
})`;

const shown = (page: Page, number: string) => page.locator(`.stop[data-number="${number}"]`);
const act = async (page: Page, number: string, name: string) =>
  shown(page, number)
    .locator('summary', { hasText: new RegExp(`^${name}`) })
    .click();

test('ten stops without a connection, the page closed and opened, sent twice: each counts once, and is seen at once', async () => {
  const { page, close } = await visit(browser, shop.url, PHONE);
  await isSignedIn(page, shop, carl.token);
  await page.goto('/courier');
  await alive(page);
  await page.getByRole('button', { name: 'I have all 10 parcels' }).click();
  await page.getByText('Everything has been sent.').waitFor();
  for (const stop of stops) assert.equal((await actsOf(stop)).length, 1);
  await until(async () => (await page.evaluate(SHELL)) === true);
  await page.context().setOffline(true);
  await page.goto('/courier');
  await alive(page);
  assert.equal(new URL(page.url()).pathname, '/courier/offline');
  for (const { number } of stops.slice(1)) {
    await act(page, number, 'Delivered');
    await shown(page, number).getByLabel('Who took it').fill('Neighbour');
    await shown(page, number).getByRole('button', { name: 'Confirm delivery' }).click();
    await shown(page, number).getByText('not sent yet').waitFor();
  }
  const [home] = stops;
  await act(page, home!.number, 'Not delivered');
  await shown(page, home!.number).getByLabel('Nobody answered').check();
  await shown(page, home!.number).getByRole('button', { name: 'Report it' }).click();
  await page.getByText('10 reports not sent yet.').waitFor();
  await page.close();

  const customer = await visit(browser, shop.url);
  await isSignedIn(customer.page, shop, alice.token);
  await customer.page.goto(`/orders/${stops[1]!.order}`);
  await customer.page.getByRole('heading', { level: 1, name: 'on its way' }).waitFor();
  await alive(customer.page);

  const again = await page.context().newPage();
  await again.goto('/courier');
  await again.getByText('10 reports not sent yet.').waitFor();
  await page.context().setOffline(false);
  await again.getByText('Everything has been sent.').waitFor();
  await customer.page.getByRole('heading', { level: 1, name: 'has arrived' }).waitFor();
  const counted = await Promise.all(stops.map(actsOf));
  await again.evaluate(UNSENT);
  await again.reload();
  await again.getByText('Everything has been sent.').waitFor();
  assert.deepEqual(await Promise.all(stops.map(actsOf)), counted);
  assert.deepEqual(
    counted.map((acts) => acts.map((one) => one.act).join()),
    ['handover,failure', ...Array(9).fill('handover,delivery')],
  );
  for (const acts of counted) assert.ok(acts[1]!.at < acts[1]!.receivedAt, 'when it was pressed');
  await shop.settled();
  await customer.close();
  await close();
});

test('a courier’s page has no barrier, without scripts its forms go to the shop, and others are told whose it is', async () => {
  const own = await courierDay(shop, 1);
  const [stop] = own.stops;
  const { page, close } = await visit(browser, shop.url, { ...FIRST_LOOK, javaScriptEnabled: false });
  await isSignedIn(page, shop, own.carl.token);
  await page.goto('/courier');
  await shown(page, stop!.number).getByRole('button', { name: 'I have it' }).click();
  await act(page, stop!.number, 'Not delivered');
  await shown(page, stop!.number).getByLabel('They didn’t want it').check();
  await shown(page, stop!.number).getByRole('button', { name: 'Report it' }).click();
  await until(async () => (await own.actsOf(stop!)).length === 2);
  await close();
  const looks = await visit(browser, shop.url, FIRST_LOOK);
  await isSignedIn(looks.page, shop, carl.token);
  await looks.page.goto('/courier');
  await noBarrier(looks.page, '/courier');
  await looks.close();
  for (const [token, status] of [
    [alice.token, 403],
    [shop.admin, 200],
  ] as const) {
    const headers = { cookie: `sagashop_session=${token}` };
    assert.equal((await fetch(`${shop.url}/courier`, { headers })).status, status);
  }
  const nobody = await fetch(`${shop.url}/courier`, { redirect: 'manual' });
  assert.equal(nobody.headers.get('location'), '/sign-in?to=%2Fcourier');
});
