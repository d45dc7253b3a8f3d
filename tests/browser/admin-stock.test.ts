import assert from 'node:assert/strict';
import { test } from 'node:test';
import { ordered } from '../journeys/test-shop.ts';
import { openBrowser } from './chromium.ts';
import { openShopWithPages } from './shop-with-pages.ts';
import { isSignedIn } from './shopper.ts';
import { alive, visit } from './visitor.ts';

const shop = await openShopWithPages();
const browser = await openBrowser();
await shop.courier(1000);
const cookie = `sagashop_session=${shop.admin}`;

/** Pastes a column of three into a field. */
const PASTE = `{
  const clipboardData = new DataTransfer();
  clipboardData.setData('text', '3\\n4\\n1 000\\n');
  const field = document.querySelector('input[data-cell]');
  field.dispatchEvent(new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true }));
}`;

/** A page as a browser without scripts shows it, after the answers to redirects. */
async function read(path: string, cookies = cookie): Promise<string> {
  const answer = await fetch(shop.url + path, { headers: { cookie: cookies } });
  return (await answer.text()).replaceAll('<!-- -->', '').replaceAll('&#x27;', '’');
}

/** Sends a form of a page as such a browser does; answers the status and the page that comes of it. */
async function send(page: string, fields: Record<string, string>) {
  const [, key = ''] = /name="key" value="([^"]+)"/.exec(await read(page)) ?? [];
  const body = new URLSearchParams({ key, ...fields });
  const headers = { cookie, origin: shop.url };
  const answer = await fetch(shop.url + page, { method: 'POST', headers, body, redirect: 'manual' });
  const html = await answer.text();
  if (answer.status !== 302) return { status: answer.status, html };
  const noted = answer.headers.getSetCookie().map((one) => one.split(';', 1)[0]);
  return { status: 302, html: await read(answer.headers.get('location')!, [cookie, ...noted].join('; ')) };
}

const adjusted = (id: string, quantity: number) =>
  shop.ask('POST', `/api/stock/${id}/adjustments`, { as: shop.admin, body: { quantity, reason: 'lost' } });
const onHand = async (id: string): Promise<number> => (await shop.stock(id)).onHand;

test('goods are received and counted where they stand in the list, also without JavaScript', async () => {
  const id = await shop.product(100, 3);
  const low = await read('/admin/stock?below=threshold');
  assert.ok(low.includes(`/admin/stock/${id}`) && !(await read('/admin/stock?below=1')).includes(id));
  const received = await send('/admin/stock?q=teapot', { product: id, act: 'receive', quantity: '1 000' });
  assert.match(received.html, /Teapot: 1,003 pieces on hand now\./);
  const counted = await send('/admin/stock?q=teapot', { product: id, act: 'count', quantity: '47' });
  assert.match(counted.html, /Teapot: 47 pieces on hand now\./);
  assert.equal(await onHand(id), 47);
  for (const quantity of ['-1', '1.5', 'many', '99999999999', '']) {
    const { status, html } = await send('/admin/stock', { product: id, act: 'receive', quantity });
    assert.equal(status, 422, quantity);
    assert.match(html, /whole number of pieces/);
  }
  assert.equal((await send('/admin/stock', { product: id, act: 'steal', quantity: '1' })).status, 422);
  const [, file = ''] = /href="(\/api\/exports[^"]*)"/.exec(await read('/admin/stock?q=teapot')) ?? [];
  assert.ok((await read(file)).includes(`\r\n${id},Teapot,Чайник,47,0,47,5,,,,\r\n`));
  assert.equal(await onHand(id), 47);
});

test('why there are as many is told by movements, each with who, why and the order that it was for', async () => {
  const id = await shop.product(100, 50);
  const page = `/admin/stock/${id}`;
  const alice = await shop.customer(1000);
  const { body: order } = await ordered(shop.ask, alice.token, { lines: [{ productId: id, quantity: 2 }] });
  await send(page, { act: 'other', reason: 'damaged', quantity: '1', note: 'Fell off the shelf' });
  const { html } = await send(page, { act: 'count', quantity: '46' });
  assert.match(html, /Why are there 46\?/);
  const rows = [...html.matchAll(/<tr>(.*?)<\/tr>/gs)]
    .map(([row]) => row.replaceAll(/<[^>]*>/g, ' '))
    .slice(1);
  const said = rows.map((row) => row.replaceAll(/\s+/g, ' ').replace(/^.*?\d\d:\d\d (?:[AP]M )?/, ''));
  assert.deepEqual(said, [
    'Counted −1 46 you ',
    'Damaged −1 47 you Fell off the shelf ',
    `Sold order ${order.number} −2 48 customer `,
    'Received +50 50 you ',
  ]);
  assert.ok(html.includes(`orders/${order.id}`));
  const none = await send(page, { act: 'other', quantity: '1' });
  assert.deepEqual([none.status, /Choose a reason/.test(none.html)], [422, true]);
  const more = await send(page, { act: 'other', reason: 'lost', quantity: '99' });
  assert.deepEqual([more.status, /that many on hand/.test(more.html)], [409, true]);
});

test('what has become low stands above the list until somebody has seen it', async () => {
  const id = await shop.product(100, 9);
  await send('/admin/stock', { product: id, act: 'count', quantity: '4' });
  const before = await read('/admin/stock');
  assert.match(before, /Getting low.*4 pieces left/s);
  const [, alert = ''] = new RegExp(`stock/${id}.*?name="alert" value="([^"]+)"`, 's').exec(before) ?? [];
  assert.equal((await send('/admin/stock', { alert, act: 'seen' })).status, 302);
  assert.ok(!(await read('/admin/stock')).includes(alert));
});

test('a threshold is saved, and two who set it see both values', async () => {
  const id = await shop.product(100, 10);
  const page = `/admin/stock/${id}`;
  const was = JSON.stringify({ threshold: '5' });
  assert.match((await send(page, { threshold: '12', was })).html, />Low</);
  const late = await send(page, { threshold: '3', was });
  assert.equal(late.status, 409);
  assert.match(late.html, /Someone else changed this/);
  const never = await send(page, { threshold: '', was: JSON.stringify({ threshold: '12' }) });
  assert.equal(never.status, 302);
  assert.equal((await shop.stock(id)).threshold, null);
  const both = JSON.stringify({ threshold: '', place: '' });
  assert.match((await send(page, { threshold: '', place: 'A-12', was: both })).html, /<dd>A-12<\/dd>/);
});

test('many are counted at once, what is wrong is told beside its field, and all of it can be undone', async () => {
  const [tea, rum] = [await shop.product(100, 5), await shop.product(100, 6)];
  const page = '/admin/stock/count?q=teapot';
  const counts = { [`counted.${tea}`]: '8', [`counted.${rum}`]: 'six' };
  const { status, html } = await send(page, { act: 'count', ...counts });
  assert.deepEqual([status, await onHand(tea), await onHand(rum)], [200, 8, 6]);
  assert.match(html, /1 count saved\..*1 wasn.t/s);
  assert.equal((await send(page, { act: 'count', [`counted.${rum}`]: 'six' })).status, 409);
  await shop.must(201, adjusted(tea, -1));
  const undone = await send(page, { act: 'undo', undo: `${tea}:3` });
  assert.deepEqual([undone.status, await onHand(tea)], [200, 4], 'what left meanwhile stays away');
});

test('by keyboard: a number and Enter receive, the field is empty again, and the focus stays', async () => {
  const id = await shop.product(100, 5);
  const { page, said, close } = await visit(browser, shop.url);
  await isSignedIn(page, shop, shop.admin);
  await page.goto('/admin/stock');
  await alive(page);
  const field = page.locator(`form:has(input[value="${id}"]) input[name=quantity]`);
  await field.focus();
  await page.keyboard.type('12');
  await page.keyboard.press('Enter');
  await page.getByText('17 pieces on hand now.').waitFor();
  assert.equal(await field.inputValue(), '');
  assert.equal(await page.evaluate('document.activeElement.name'), 'quantity');
  assert.equal(await onHand(id), 17);
  await page.goto('/admin/stock/count');
  await alive(page);
  const cells = page.locator('input[data-cell]');
  await page.evaluate(PASTE);
  assert.deepEqual([await cells.nth(0).inputValue(), await cells.nth(2).inputValue()], ['3', '1000']);
  assert.deepEqual(said, []);
  await close();
});

test('a packer takes goods in, also of products that customers do not see yet, and is shown no more than that', async () => {
  const id = await shop.product(100, 2);
  await shop.must(
    200,
    shop.ask('PATCH', `/api/products/${id}`, { as: shop.admin, body: { published: false } }),
  );
  const { id: user, token } = await shop.customer();
  await shop.must(
    200,
    shop.ask('PATCH', `/api/staff/${user}`, { as: shop.admin, body: { roles: ['packer'] } }),
  );
  const packer = `sagashop_session=${token}`;
  for (const page of [`/admin/stock?q=teapot`, `/admin/stock/${id}`]) {
    const html = await read(page, packer);
    assert.match(html, /Receive<\/button>/, page);
    assert.ok(!/value="(?:count|other|seen)"|admin\/stock\/count|name="threshold"/.test(html), page);
  }
  const form = { key: crypto.randomUUID(), product: id, act: 'receive', quantity: '5' };
  const as = (fields: Record<string, string>) => {
    const headers = { cookie: packer, origin: shop.url };
    const body = new URLSearchParams(fields);
    return fetch(`${shop.url}/admin/stock`, { method: 'POST', headers, body, redirect: 'manual' });
  };
  assert.equal((await as(form)).status, 302);
  assert.equal(await onHand(id), 7);
  assert.equal((await as({ ...form, act: 'count' })).status, 403);
  assert.equal(await onHand(id), 7);
});
