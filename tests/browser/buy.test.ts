import assert from 'node:assert/strict';
import { test } from 'node:test';
import { until } from '../../cli/test/scratch.ts';
import { openBrowser } from './chromium.ts';
import { openShopWithPages } from './shop-with-pages.ts';
import { address, isSignedIn, onShelf, payButton, putIn, sendOn, thanks, toReview } from './shopper.ts';
import { alive, visit } from './visitor.ts';

const shop = await openShopWithPages();
const browser = await openBrowser();
const [lamp, vase] = await Promise.all([onShelf(shop, 130_000, 50), onShelf(shop, 45_050, 50)]);
const PHONE = { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true };

const ordersOf = async ({ get }: { get: (path: string) => ReturnType<typeof shop.ask> }) =>
  (await get('/api/orders?mine=true')).body.items as { status: string; total: { amount: number } }[];

/** A member with things in the cart and the Pay button before them. */
async function readyToPay(money = 1_000_000) {
  const customer = await shop.customer(money);
  const { page, said, close } = await visit(browser, shop.url);
  await isSignedIn(page, shop, customer.token);
  await putIn(page, lamp, vase);
  await toReview(page);
  await alive(page);
  return { customer, page, said, close };
}

test('a guest on a phone finds something, orders without an account, tops up, pays, and follows the order', async () => {
  const { page, said, close } = await visit(browser, shop.url, PHONE);
  await putIn(page, lamp);
  await page.goto('/cart');
  await page.getByRole('spinbutton', { name: 'Quantity of Teapot' }).fill('2');
  await page.getByText('₽1,300 each').waitFor();
  await page.getByRole('button', { name: 'Go to checkout' }).click();
  await address(page, 'anna-the-guest');
  await page.getByRole('button', { name: 'Review your order' }).click();
  await page.getByText('Your balance is ₽2,600 short.').waitFor();
  assert.equal(await payButton(page).count(), 0, 'no order is made that lacks money');
  await page.getByRole('button', { name: 'Top up ₽2,600' }).click();
  await page.getByRole('button', { name: 'Pay ₽2,600' }).click();
  await thanks(page).waitFor();
  const steps = page.getByRole('list', { name: 'Order progress' });
  for (const step of ['Money set aside', 'Items set aside', 'Courier booked', 'Paid'])
    await steps.getByText(step).waitFor();
  await page.getByText('Paid from your balance. You’ve been charged once.').waitFor();
  const number = /\d{6,}/.exec((await page.getByText(/^Order \d+$/).textContent()) ?? '')![0];
  await page.getByRole('link', { name: 'Track an order' }).click();
  await page.getByLabel('Order number').fill(number);
  await page.getByLabel('E-mail').fill('anna-the-guest@shop.test');
  await page.getByRole('button', { name: 'Show order' }).click();
  await page.getByRole('heading', { name: `Order ${number} placed` }).waitFor();
  await page.goto('/cart');
  await page.getByRole('heading', { name: 'Your cart is empty' }).waitFor();
  assert.deepEqual(said, []);
  await close();
});

test('two clicks on Pay are one order, and Back does not lead to a second one', async () => {
  const { customer, page, close } = await readyToPay();
  await payButton(page).dblclick();
  await thanks(page).waitFor();
  await page.goBack();
  await page.getByRole('heading', { name: /Your cart is empty|Delivery day|Address/ }).waitFor();
  assert.deepEqual(
    (await ordersOf(customer)).map(({ status, total }) => [status, total.amount]),
    [['confirmed', 175_050]],
  );
  await close();
});

test('when the answer is lost on the way, the page says so, finds out by itself, and nothing is paid twice', async () => {
  const { customer, page, close } = await readyToPay();
  let lost = 0;
  let told = () => {};
  const seen = new Promise<void>((resolve) => {
    told = resolve;
  });
  await page.route('**/checkout/pay', async (route) => {
    lost += 1;
    if (lost > 1) {
      await seen;
      return route.continue();
    }
    await sendOn(route.request());
    return route.abort('connectionreset');
  });
  await payButton(page).click();
  await page.getByText('You won’t be charged twice').waitFor();
  told();
  await thanks(page).waitFor();
  assert.equal((await ordersOf(customer)).length, 1);
  await close();
});

for (const [when, arrives] of [
  ['after the order has arrived', true],
  ['before it has left', false],
] as const) {
  test(`a page that is loaded again while it pays, ${when}, comes to the one order`, async () => {
    const { customer, page, close } = await readyToPay();
    const sent = new Promise<void>((resolve) => {
      page.route(
        '**/checkout/pay',
        async (route) => {
          if (arrives) await sendOn(route.request());
          resolve(); // and never an answer
        },
        { times: 1 },
      );
    });
    await payButton(page).click();
    await sent;
    await page.reload();
    await thanks(page).waitFor();
    assert.equal((await ordersOf(customer)).length, 1);
    await close();
  });
}

test('without JavaScript a guest fills a cart, orders without an account and cancels', async () => {
  const { page, close } = await visit(browser, shop.url, { javaScriptEnabled: false });
  await putIn(page, vase, lamp);
  await page.getByRole('button', { name: 'Remove' }).first().click();
  await page.getByRole('button', { name: 'Go to checkout' }).click();
  await address(page, 'paper-and-ink');
  await page.getByRole('button', { name: 'Review your order' }).click();
  await page.getByRole('button', { name: 'Top up' }).click();
  await payButton(page).click();
  await thanks(page).waitFor();
  await page.getByText('Cancel order').click();
  await page.getByRole('button', { name: 'Yes, cancel it' }).click();
  await page.getByRole('heading', { level: 1, name: 'This order was cancelled' }).waitFor();
  await page.getByText('All of your money is back on your balance.').waitFor();
  await page.goto('/account/money');
  await page.getByText('Order refund').waitFor();
  await close();
});

test('a price that has changed in the cart is announced before anything is paid, and the new one is paid', async () => {
  const tea = await onShelf(shop, 20_000, 10);
  const customer = await shop.customer(1_000_000);
  const { page, close } = await visit(browser, shop.url);
  await isSignedIn(page, shop, customer.token);
  await putIn(page, tea);
  const priced = (amount: number) =>
    shop.must(
      200,
      shop.ask('PATCH', `/api/products/${tea}`, {
        as: shop.admin,
        body: { price: { amount, currency: 'RUB' } },
      }),
    );
  await priced(25_000);
  await page.goto('/cart');
  await page.getByText('The price has changed since you added this: it was ₽200, now it’s ₽250.').waitFor();
  await toReview(page);
  await priced(27_000);
  await payButton(page).click();
  await page.getByText('A price has just changed.').waitFor();
  await page.getByText('You haven’t been charged.').first().waitFor();
  await page.getByRole('button', { name: 'Pay ₽270' }).click();
  await thanks(page).waitFor();
  const totals = (await ordersOf(customer)).map(({ status, total }) => [status, total.amount]);
  assert.deepEqual(totals[0], ['confirmed', 27_000]);
  await close();
});

test('what a guest has put in is merged with what the same member had left here', async () => {
  const { page, close } = await visit(browser, shop.url);
  const signUp = { username: 'anna-merges', password: 'long-and-odd-7', email: 'merge@shop.test' };
  await shop.must(201, shop.ask('POST', '/api/users', { body: signUp }));
  const signIn = async () => {
    await page.goto('/sign-in');
    await page.getByLabel('Username').fill(signUp.username);
    await page.getByLabel('Password').fill(signUp.password);
    await page.getByRole('button', { name: 'Sign in' }).click();
    await page.getByRole('link', { name: 'anna-merges' }).waitFor();
  };
  await signIn();
  await putIn(page, lamp);
  await page.goto('/account');
  await page.getByRole('button', { name: 'Sign out' }).click();
  await page.getByRole('link', { name: 'Sign in' }).waitFor();
  await page.goto('/cart');
  await page.getByRole('heading', { name: 'Your cart is empty' }).waitFor();
  await putIn(page, vase);
  await signIn();
  await page.goto('/cart');
  await until(async () => (await page.getByRole('spinbutton').count()) === 2);
  await close();
});
