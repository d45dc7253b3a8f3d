import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { test } from 'node:test';
import type { Page } from 'playwright-core';
import { until } from '../../cli/test/scratch.ts';
import { openBrowser } from './chromium.ts';
import { openShopWithPages } from './shop-with-pages.ts';
import { isSignedIn, onShelf, payButton, putIn, thanks, toReview } from './shopper.ts';
import { alive, visit } from './visitor.ts';

const shop = await openShopWithPages();
const browser = await openBrowser();
const [lamp, vase] = await Promise.all([onShelf(shop, 45_000, 50), onShelf(shop, 45_000, 50)]);
const PLAIN = { javaScriptEnabled: false };

/** A browser with a cart of as many products as it holds, none of which is for sale any more. */
async function withFullCart(page: Page, most = 50): Promise<void> {
  const lines = Array.from({ length: most }, () => `${randomUUID()}.1.100`);
  const value = ['guest', ...lines].join('~');
  await page.context().addCookies([{ name: 'sagashop_cart', value, url: shop.url }]);
}

/** What a page without JavaScript answers to a form of it. */
async function sent(path: string, fields: Record<string, string>, cookies: Record<string, string> = {}) {
  const cookie = Object.entries(cookies).map((pair) => pair.join('='));
  const answer = await fetch(shop.url + path, {
    method: 'POST',
    headers: { origin: shop.url, cookie: cookie.join('; '), 'accept-language': 'en' },
    body: new URLSearchParams(fields),
    redirect: 'manual',
  });
  const set = answer.headers.getSetCookie().map((one) => one.split(';')[0]!.split('=') as [string, string]);
  return {
    status: answer.status,
    to: answer.headers.get('location'),
    text: await answer.text(),
    cookies: { ...cookies, ...Object.fromEntries(set) },
  };
}

/** What the cart shows who has these cookies. */
async function cartOf(cookies: Record<string, string>): Promise<string> {
  const cookie = Object.entries(cookies).map((pair) => pair.join('='));
  const headers = { cookie: cookie.join('; '), 'accept-language': 'en' };
  return (await fetch(`${shop.url}/cart`, { headers })).text();
}

const linesIn = async (page: Page) =>
  (await page.context().cookies()).find(({ name }) => name === 'sagashop_cart')?.value.split('~').length;

test('of two carts of one price in two devices each is ordered, and none is taken for the other', async () => {
  const customer = await shop.customer(1_000_000);
  const devices = [];
  for (const thing of [lamp, vase]) {
    const { page, close } = await visit(browser, shop.url);
    await isSignedIn(page, shop, customer.token);
    await putIn(page, thing);
    await toReview(page);
    devices.push({ page, close });
  }
  const [laptop, phone] = devices as [(typeof devices)[0], (typeof devices)[0]];
  await payButton(phone.page).click();
  await thanks(phone.page).waitFor();
  await laptop.page.reload();
  await payButton(laptop.page).click();
  await thanks(laptop.page).waitFor();
  const { items } = (await customer.get('/api/orders?mine=true')).body;
  const things = items.map(({ lines }: { lines: { productId: string }[] }) => lines[0]!.productId);
  assert.deepEqual(things, [lamp, vase]);
  await Promise.all(devices.map(({ close }) => close()));
});

for (const [how, options] of [
  ['with JavaScript', {}],
  ['without JavaScript', PLAIN],
] as const) {
  test(`what is not put into the cart is not said to be in it, ${how}`, async () => {
    const { page, close } = await visit(browser, shop.url, options);
    const fleeting = await onShelf(shop, 100, 5);
    const add = async (id: string, quantity = '1') => {
      await page.goto(`/p/${id}`);
      if (options !== PLAIN) await alive(page);
      await page.getByRole('spinbutton', { name: 'Quantity' }).fill(quantity);
      return () => page.getByRole('button', { name: 'Add to cart' }).first().click();
    };
    const putFleeting = await add(fleeting);
    await shop.must(204, shop.ask('DELETE', `/api/products/${fleeting}`, { as: shop.admin }));
    await putFleeting();
    const gone = page.getByText('Not added: it’s no longer for sale.');
    await gone.waitFor();
    await page.waitForLoadState('networkidle');
    assert.equal(await gone.count(), 1, 'and it is still said when the page has come to rest');
    await withFullCart(page);
    await (await add(lamp))();
    await page.getByText('Not added: a cart holds up to 50 different products.').waitFor();
    assert.equal(await page.getByText('Added to your cart.').count(), 0);
    assert.equal(await linesIn(page), 51, 'the owner, and 50 lines as before');
    await close();
  });

  test(`a quantity that was typed in the cart is what goes to the checkout, ${how}`, async () => {
    const customer = await shop.customer(1_000_000);
    const { page, close } = await visit(browser, shop.url, options);
    await isSignedIn(page, shop, customer.token);
    await putIn(page, lamp, vase);
    await page.goto('/cart');
    if (options !== PLAIN) await alive(page);
    await page.getByRole('spinbutton').first().fill('3');
    await page.getByRole('button', { name: 'Go to checkout' }).click();
    await page.getByLabel('Street').waitFor();
    await page.goto('/cart');
    assert.equal(await page.getByRole('spinbutton').first().inputValue(), '3');
    await page.getByRole('spinbutton').last().fill('4');
    await page.getByRole('button', { name: 'Remove' }).first().click();
    await until(async () => (await page.getByRole('spinbutton').count()) === 1);
    assert.equal(await page.getByRole('spinbutton').inputValue(), '4');
    await page.getByRole('button', { name: 'Undo: put Teapot back' }).click();
    await until(async () => (await page.getByRole('spinbutton').count()) === 2);
    await page.reload();
    assert.equal(await page.getByRole('spinbutton', { name: 'Quantity' }).count(), 2);
    await close();
  });
}

test('how many of a product is a whole number, and what is more than an order takes is cut and said', async () => {
  const add = (quantity: string, product = lamp) => sent('/cart', { add: '1', product, quantity });
  for (const odd of ['0', '', '-1', '1.5', 'two', '1,000', '1e3', '0x10']) {
    const { to, cookies } = await add(odd);
    assert.equal(to, '/cart', odd);
    assert.match(await cartOf(cookies), /Nothing was changed\. Enter a whole number, 1 or more\./, odd);
  }
  for (const odd of ['', 'none', '../categories', randomUUID()]) {
    const { cookies } = await add('1', odd);
    assert.match(await cartOf(cookies), /Not added: it’s no longer for sale\./, odd);
    assert.match(await cartOf(cookies), /Your cart is empty/, odd);
  }
  assert.deepEqual([(await add('1')).to, (await add(' 2 ')).to], ['/cart', '/cart']);
  const cut = await add('20000');
  assert.equal(cut.to, '/cart');
  const told = /You can order up to 10,000 of one product, so there are 10,000 in your cart now\./;
  assert.match(await cartOf(cut.cookies), told);
});

test('a quantity in the cart that is none, or too many, is said beside it, and one does not get to the checkout so', async () => {
  const cart = { sagashop_cart: `guest~${lamp}.2.45000~${vase}.1.45000` };
  const send = (quantity: string) =>
    sent('/cart', { [`quantity.${lamp}`]: quantity, [`quantity.${vase}`]: '5', to: 'checkout' }, cart);
  const wrong = await send('lots');
  assert.deepEqual([wrong.status, wrong.to], [422, null]);
  assert.match(wrong.text, /Nothing was changed/);
  assert.match(wrong.text, /value="lots"/);
  assert.match(wrong.text, /value="5"/, 'what else was typed is still there');
  assert.equal(wrong.cookies.sagashop_cart, cart.sagashop_cart);
  const cut = await send('10001');
  assert.equal(cut.to, '/cart');
  assert.match(await cartOf(cut.cookies), /there are 10,000 in your cart now/);
  assert.equal((await send('3')).to, '/checkout');
  const stale = await sent('/cart', { [`quantity.${randomUUID()}`]: '5' }, cart);
  assert.match(await cartOf(stale.cookies), /Something you changed was no longer in your cart/);
});

test('what a guest had put in and does not fit into the member’s cart is said to be left, and can be put in', async () => {
  const customer = await shop.customer();
  const { page, close } = await visit(browser, shop.url);
  const signUp = {
    username: `full-${customer.id.slice(0, 8)}`,
    password: 'long-and-odd-7',
    email: `${customer.id}@shop.test`,
  };
  const { id } = await shop.must(201, shop.ask('POST', '/api/users', { body: signUp }));
  await withFullCart(page);
  const [cart] = (await page.context().cookies()).filter(({ name }) => name === 'sagashop_cart');
  await page.context().addCookies([
    { name: `sagashop_cart_of_${id}`, value: cart!.value.replace('guest', id), url: shop.url },
    { name: 'sagashop_cart', value: `guest~${lamp}.2.45000`, url: shop.url },
  ]);
  await page.goto('/sign-in?to=/cart');
  await page.getByLabel('Username').fill(signUp.username);
  await page.getByLabel('Password').fill(signUp.password);
  await page.getByRole('button', { name: 'Sign in' }).click();
  await page.getByText('1 product you added earlier doesn’t fit').waitFor();
  assert.equal(await linesIn(page), 51);
  await page.getByRole('button', { name: 'Remove' }).first().click();
  await until(async () => (await linesIn(page)) === 50);
  await page.getByRole('button', { name: 'Add what fits' }).click();
  await page.getByRole('spinbutton', { name: 'Quantity of Teapot' }).waitFor();
  assert.equal(await page.getByRole('spinbutton', { name: 'Quantity of Teapot' }).inputValue(), '2');
  assert.equal(await page.getByText('doesn’t fit').count(), 0);
  await close();
});

test('a browser that sends as much as the shop takes, in carts of older pages, gets its page and sends little then', async () => {
  const lines = Array.from({ length: 50 }, () => `${randomUUID()}.1.100`).join('~');
  const kept = new Map<string, string>(
    Array.from(
      { length: 35 },
      () => [`sagashop_cart_of_${randomUUID()}`, `${randomUUID()}~${lines}`] as const,
    ),
  );
  const cookie = () => Array.from(kept, (pair) => pair.join('=')).join('; ');
  assert.ok(cookie().length > 78_000 && cookie().length < 79_600, String(cookie().length));
  const answer = await fetch(`${shop.url}/cart`, { headers: { cookie: cookie() } });
  assert.equal(answer.status, 200);
  for (const text of answer.headers.getSetCookie()) {
    const [name = '', value = ''] = text.split(';')[0]!.split('=');
    if (text.includes('Max-Age=0')) kept.delete(name);
    else kept.set(name, value);
  }
  assert.deepEqual([...kept.keys()], ['sagashop_carts']);
  assert.ok(cookie().length < 4_096);
});

test('who is refused for the last piece is told of what, how many are left, the order’s number, and that nothing was charged', async () => {
  const [customer, faster] = [await shop.customer(1_000_000), await shop.customer(1_000_000)];
  const rare = await onShelf(shop, 10_000, 2);
  const { page, close } = await visit(browser, shop.url);
  await isSignedIn(page, shop, customer.token);
  await putIn(page, rare, lamp);
  await toReview(page);
  await alive(page);
  await shop.must(201, faster.order([{ productId: rare, quantity: 2 }]));
  const out = async () => (await shop.ask('GET', `/api/products/${rare}`)).body.availability === 'out';
  await until(out);
  await payButton(page).click();
  const note = page.getByRole('alert').filter({ hasText: 'Someone got there first' });
  await note.getByText('Teapot: sold out').waitFor();
  await note.getByText('You haven’t been charged.').waitFor();
  const { items } = (await customer.get('/api/orders?mine=true')).body;
  await note.getByText(`Order ${items[0].number}`).waitFor();
  assert.equal(new URL(page.url()).pathname, '/cart', 'where it can be changed');
  await note.getByRole('link', { name: 'View the order' }).click();
  await page.getByText('Teapot: sold out').waitFor();
  await close();
});

test('an address alone says nothing of money or orders', async () => {
  const customer = await shop.customer(1_000_000);
  const { page, close } = await visit(browser, shop.url);
  await isSignedIn(page, shop, customer.token);
  await putIn(page, lamp);
  await toReview(page);
  const other = (await (await shop.customer(0)).order([{ productId: lamp, quantity: 1 }])).body.orderId;
  for (const query of ['unknown=1', 'refused=overloaded', 'changed=1', `order=${other}`, 'order=0']) {
    await page.goto(`/checkout/review?${query}`);
    await alive(page);
    assert.equal(await page.getByRole('alert').count(), 0, query);
  }
  assert.deepEqual((await customer.get('/api/orders?mine=true')).body.items, [], 'and orders nothing');
  for (const path of ['/account/money?added=1', '/account?saved=1', '/account/addresses?deleted=1']) {
    await page.goto(path);
    assert.equal(await page.getByText(/^(Added to your balance|Saved|Deleted)\./).count(), 0, path);
  }
  await close();
});

test('a day that is past, unknown or full is refused when it is chosen', async () => {
  const customer = await shop.customer(1_000_000);
  const { page, close } = await visit(browser, shop.url);
  await isSignedIn(page, shop, customer.token);
  await putIn(page, lamp);
  await toReview(page);
  const cookies = Object.fromEntries(
    (await page.context().cookies()).map(({ name, value }) => [name, value]),
  );
  for (const day of ['2020-01-01', '2099-01-01', '2026-02-30', 'soon', '']) {
    assert.equal((await sent('/checkout/day', { day }, cookies)).status, 422, day);
  }
  const gone = await sent('/checkout/day', { day: '2020-01-01' }, cookies);
  assert.match(gone.text, /That day is no longer available\. Choose another one\./);
  await page.goto('/checkout/day');
  await alive(page);
  const couriers = (await shop.ask('GET', '/api/couriers', { as: shop.admin })).body.items;
  const capacity = async (none?: 0) => {
    for (const { id, dailyCapacity } of couriers) {
      const body = { dailyCapacity: none ?? dailyCapacity };
      await shop.must(200, shop.ask('PATCH', `/api/couriers/${id}`, { as: shop.admin, body }));
    }
  };
  await capacity(0);
  await page.getByRole('button', { name: 'Review your order' }).click();
  await page.getByText('That day is fully booked. Choose another one.').waitFor();
  await page.getByText('fully booked').nth(1).waitFor();
  await page.reload();
  await page.getByText('The day you chose is no longer available.').waitFor();
  await capacity();
  await page.reload();
  await page.getByText('The day you chose').waitFor({ state: 'detached' });
  await page.getByRole('radio').nth(1).check();
  await page.getByRole('button', { name: 'Review your order' }).click();
  await payButton(page).waitFor();
  await close();
});
