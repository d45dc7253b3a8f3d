import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Page } from 'playwright-core';
import { until } from '../../cli/test/scratch.ts';
import { openBrowser } from './chromium.ts';
import { noBarrier } from './no-barrier.ts';
import { openShopWithPages } from './shop-with-pages.ts';
import { isSignedIn } from './shopper.ts';
import { alive, visit } from './visitor.ts';

const shop = await openShopWithPages();
const browser = await openBrowser();
const cookie = `sagashop_session=${shop.admin}`;
const SHEET = '/admin/products/sheet';

type Json = ReturnType<typeof JSON.parse>;
const seen = async (id: string): Promise<Json> => (await shop.ask('GET', `/api/products/${id}`)).body;
const change = (id: string, body: object) =>
  shop.must(200, shop.ask('PATCH', `/api/products/${id}`, { as: shop.admin, body }));
const onHand = async (id: string): Promise<number> => (await shop.stock(id)).onHand;

/** Goods whose names have a word of their own, and the sheet that shows them alone, the first one first. */
async function goods(many: number) {
  const word = `sheet${Math.random().toString(36).slice(2, 8).replaceAll(/\d/g, 'x')}`;
  const ids: string[] = [];
  for (let nth = 1; nth <= many; nth += 1) {
    const id = await shop.product(1_000 * nth, 10);
    await change(id, { name: { en: `${word} ${nth}`, ru: `${word} ${nth}` } });
    ids.push(id);
  }
  return { ids, page: `${SHEET}?q=${word}&sort=price` };
}

/** Sends the sheet as a browser without scripts does: all its fields, these in the place of what stood there. */
async function send(page: string, fields: Record<string, string | undefined>) {
  const html = await (await fetch(shop.url + page, { headers: { cookie } })).text();
  const body = new URLSearchParams();
  for (const [input] of html.matchAll(/<input[^>]*>/g)) {
    const of = (name: string) => new RegExp(`\\b${name}="([^"]*)"`).exec(input)?.[1];
    const name = of('name');
    if (!name || name === 'q' || (of('type') === 'checkbox' && !/\bchecked=/.test(input))) continue;
    body.append(name, (of('value') ?? 'on').replaceAll('&quot;', '"'));
  }
  for (const [name, value] of Object.entries(fields))
    if (value === undefined) body.delete(name);
    else body.set(name, value);
  const headers = { cookie, origin: shop.url };
  const answer = await fetch(shop.url + page, { method: 'POST', headers, body });
  const text = (await answer.text()).replaceAll('<!-- -->', '').replaceAll('&#x27;', '’');
  return { status: answer.status, html: text, body };
}

const paste = (page: Page, text: string) =>
  page.evaluate(`{
    const clipboardData = new DataTransfer();
    clipboardData.setData('text', ${JSON.stringify(text)});
    const paste = new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true });
    document.activeElement.dispatchEvent(paste);
  }`);

test('a sheet is a plain form: what is changed is saved, a wrong row keeps what was typed, the others are saved', async () => {
  const { ids, page } = await goods(4);
  const [one, two, three, four] = ids as [string, string, string, string];
  const { status, html } = await send(page, {
    [`price.${one}`]: '12.50',
    [`onHand.${one}`]: '1 007',
    [`threshold.${two}`]: '3',
    [`published.${two}`]: undefined,
    [`price.${three}`]: 'ten',
    [`onHand.${three}`]: '9',
    [`onHand.${four}`]: '-1',
  });
  assert.equal(status, 200);
  assert.match(html, /Saved: 1 price, 1 count, 1 limit for “low”, 1 product shown or hidden\./);
  assert.match(html, /2 weren’t saved:.*sheet\w* 3: Price.*sheet\w* 4: On hand/s);
  assert.ok(html.includes('value="ten"') && html.includes('value="9"'), 'what was typed stands there');
  assert.deepEqual([(await seen(one)).price.amount, await onHand(one)], [1_250, 1_007]);
  assert.deepEqual([(await shop.stock(two)).threshold, (await seen(two)).code], [3, 'not_found']);
  assert.deepEqual(
    [(await seen(three)).price.amount, await onHand(three), await onHand(four)],
    [3_000, 10, 10],
  );
  const undo = new URLSearchParams({ act: 'undo' });
  for (const [, name = '', value = ''] of html.matchAll(
    /name="(undo|uncount|rethreshold|key)" value="([^"]*)"/g,
  ))
    undo.append(name, value);
  await change(one, { price: { amount: 1_300 } });
  const headers = { cookie, origin: shop.url };
  const undone = await (await fetch(shop.url + page, { method: 'POST', headers, body: undo })).text();
  assert.match(undone.replaceAll('<!-- -->', ''), /Undone: 3 changes\. 1 product was changed again since/);
  assert.deepEqual([(await seen(one)).price.amount, await onHand(one)], [1_300, 10]);
  assert.deepEqual([(await shop.stock(two)).threshold, (await seen(two)).published], [5, true]);
});

test('where somebody was faster both values are shown, and one chooses which stays', async () => {
  const { ids, page } = await goods(2);
  const [one, two] = ids as [string, string];
  const stale = (await send(page, {})).body;
  await change(one, { price: { amount: 1_700 } });
  await shop.ask('POST', `/api/stock/${two}/adjustments`, {
    as: shop.admin,
    body: { quantity: -3, reason: 'lost' },
  });
  const fields = { was: stale.get('was')!, [`price.${one}`]: '20', [`onHand.${two}`]: '11' };
  const { status, html } = await send(page, fields);
  assert.equal(status, 409);
  assert.match(html, /Someone else changed this.*Before: 10.*Keep yours:.*20.*Take theirs:.*17/s);
  assert.match(html, /Before: 10.*Keep yours:.*11.*Take theirs:.*7/s);
  const kept = await send(page, {
    ...fields,
    ...{ [`keep.price.${one}`]: 'theirs', [`now.price.${one}`]: '17' },
    ...{ [`keep.onHand.${two}`]: 'mine', [`now.onHand.${two}`]: '7' },
  });
  assert.equal(kept.status, 200);
  assert.deepEqual([(await seen(one)).price.amount, await onHand(two)], [1_700, 11]);
});

test('pieces that go for another reason than a count go by so many, and only the way that fits', async () => {
  const { ids, page } = await goods(2);
  const [one, two] = ids as [string, string];
  const damaged = { reason: 'damaged', note: 'Fell off the shelf' };
  const { html } = await send(page, { ...damaged, [`onHand.${one}`]: '8', [`onHand.${two}`]: '12' });
  assert.match(html, /With this reason the number can only go the other way/);
  assert.deepEqual([await onHand(one), await onHand(two)], [8, 10]);
  const { items } = (await shop.ask('GET', `/api/stock/${one}/movements`, { as: shop.admin })).body;
  assert.deepEqual([items[0].reason, items[0].quantity, items[0].note], ['damaged', -2, damaged.note]);
});

test('each variant of a product has its own row, here and in the list of stock, with its own price and its own pieces', async () => {
  const { ids, page } = await goods(1);
  const id = ids[0]!;
  const add = async (size: string, amount: number): Promise<string> => {
    const body = { options: { size }, price: { amount } };
    return (await shop.must(201, shop.ask('POST', `/api/products/${id}/variants`, { as: shop.admin, body })))
      .id;
  };
  const [small, large] = [await add('S', 1_000), await add('L', 2_000)];
  assert.equal(small, id);
  const pieces = async (variant: string) => (await shop.stock(`${id}?variantId=${variant}`)).onHand;
  await until(async () => (await shop.ask('GET', `/api/stock/${large}`, { as: shop.admin })).status === 200);
  const { html } = await send(page, {
    [`price.${large}`]: '25',
    [`onHand.${large}`]: '4',
    [`onHand.${small}`]: '7',
    [`published.${small}`]: undefined,
  });
  assert.match(html, /Saved: 1 price, 2 counts, 1 product shown or hidden\./);
  const { items } = (await shop.ask('GET', `/api/products/${id}/variants`, { as: shop.admin })).body;
  assert.deepEqual(
    items.map((one: Json) => one.price.amount),
    [1_000, 2_500],
  );
  assert.deepEqual([await pieces(small), await pieces(large)], [7, 4]);
  const [, word] = /q=(\w+)/.exec(page)!;
  const read = async (path: string) =>
    (await (await fetch(shop.url + path, { headers: { cookie } })).text()).replaceAll('<!-- -->', '');
  const list = await read(`/admin/stock?q=${word}`);
  assert.match(
    list,
    new RegExp(`stock/${small}"[^>]*>${word} 1, S<.*stock/${large}"[^>]*>${word} 1, L<`, 's'),
  );
  assert.match(
    await read(`/admin/stock/${large}`),
    new RegExp(`<h1>${word} 1, L</h1>.*Why are there 4`, 's'),
  );
  assert.match(
    await read(`/admin/stock/${small}`),
    new RegExp(`<h1>${word} 1, S</h1>.*Why are there 7`, 's'),
  );
});

test('nonsense is answered, and changes nothing', async () => {
  const { ids, page } = await goods(1);
  const name = `price.${ids[0]}`;
  const long = 'x'.repeat(1_000_000);
  for (const wrong of ['', '-5', '0', '1e9', '\0', long, '999999999999999999999']) {
    const { status } = await send(page, { [name]: wrong });
    assert.equal(status, wrong === long ? 413 : 409, wrong.slice(0, 9));
  }
  for (const fields of [
    { was: '{' },
    { was: 'null', key: '\n' },
    { row: '../orders' },
    { act: 'undo', undo: 'x:y' },
  ])
    assert.ok((await send(page, fields)).status < 500);
  assert.equal((await seen(ids[0]!)).price.amount, 1_000);
});

test('by keyboard alone a sheet is walked through, pasted into, filled, undone, kept over a reload, and saved', async () => {
  const { ids, page: path } = await goods(3);
  const { page, said, close } = await visit(browser, shop.url);
  await isSignedIn(page, shop, shop.admin);
  await page.goto(path);
  await alive(page);
  const cell = (field: string, row: number) => page.locator(`[id="${field}.${ids[row]}"]`);
  const texts = (field: string) => Promise.all([0, 1, 2].map((row) => cell(field, row).inputValue()));
  const focused = () => page.evaluate('document.activeElement.id');
  await cell('price', 0).focus();
  await paste(page, '1 234,5\t1 000\r\n22,00\t7\r\n');
  assert.deepEqual(await texts('price'), ['1234.5', '22.00', '30']);
  assert.deepEqual(await texts('onHand'), ['1000', '7', '10']);
  await page.getByText('Not saved yet: 2 prices, 2 counts', { exact: true }).waitFor();
  await page.keyboard.press('Control+z');
  assert.deepEqual(
    [await texts('price'), await texts('onHand')],
    [
      ['10', '20', '30'],
      ['10', '10', '10'],
    ],
  );
  await page.keyboard.press('Control+y');
  await page.keyboard.press('Enter');
  assert.equal(await focused(), `price.${ids[1]}`);
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('ArrowDown');
  assert.equal(await focused(), `onHand.${ids[2]}`);
  await page.keyboard.type('12');
  await page.keyboard.press('Escape');
  assert.equal(await cell('onHand', 2).inputValue(), '10');
  for (const key of ['ArrowLeft', 'ArrowUp', 'ArrowUp']) await page.keyboard.press(key);
  await page.keyboard.type('15');
  await page.keyboard.press('Shift+ArrowDown');
  await page.keyboard.press('Control+d');
  assert.deepEqual(await texts('price'), ['15', '15', '30']);
  await page.getByText('1 cell filled in.').or(page.getByText('2 cells selected')).first().waitFor();
  await noBarrier(page, 'a sheet with changes');
  page.on('dialog', (dialog) => dialog.accept());
  await page.reload();
  await alive(page);
  await page.getByRole('button', { name: 'Restore' }).click();
  assert.deepEqual(
    [await texts('price'), await texts('onHand')],
    [
      ['15', '15', '30'],
      ['1000', '7', '10'],
    ],
  );
  await page.keyboard.press('Control+s');
  await page.getByText('Saved: 2 prices, 2 counts.').waitFor();
  assert.deepEqual([(await seen(ids[1]!)).price.amount, await onHand(ids[0]!)], [1_500, 1_000]);
  await page.getByRole('button', { name: 'Undo', exact: true }).first().click();
  await page.getByText('Undone: 4 changes.').waitFor();
  await until(async () => (await onHand(ids[0]!)) === 10);
  await until(async () => (await texts('price')).join() === '10,20,30');
  assert.deepEqual(said, []);
  await close();
});
