import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { BrowserContextOptions, Locator, Page } from 'playwright-core';
import { openBrowser } from '../../browser/chromium.ts';
import { openShopWithPages } from '../../browser/shop-with-pages.ts';
import { isSignedIn, onShelf, payButton, putIn, thanks, toReview } from '../../browser/shopper.ts';
import { alive, focusIsVisible, visit } from '../../browser/visitor.ts';
import { ordered } from '../../journeys/test-shop.ts';

const shop = await openShopWithPages();
const browser = await openBrowser();
const chair = await onShelf(shop, 90_000, 100);
const SIZES: Record<string, BrowserContextOptions> = {
  phone: { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true },
  desktop: { viewport: { width: 1440, height: 900 } },
};

/** A member with money, signed in, on a page of their own. */
async function member(money = 10_000_000, options: BrowserContextOptions = {}) {
  const customer = await shop.customer(money);
  const visitor = await visit(browser, shop.url, options);
  await isSignedIn(visitor.page, shop, customer.token);
  const orders = async () => (await customer.get('/api/orders?mine=true')).body.items;
  return { ...visitor, customer, orders };
}

for (const [size, options] of Object.entries(SIZES)) {
  test(`a member buys on a ${size}`, async () => {
    const { page, said, orders, close } = await member(10_000_000, options);
    await putIn(page, chair);
    await toReview(page);
    await payButton(page).click();
    await thanks(page).waitFor();
    assert.equal((await orders())[0].status, 'confirmed');
    assert.deepEqual(said, []);
    await close();
  });
}

async function refused(page: Page, why: string): Promise<void> {
  await page.getByRole('alert').getByText(why).waitFor();
  await page.getByText('You haven’t been charged. The money we held is yours to spend again.').waitFor();
  await page.getByRole('link', { name: 'View the order' }).click();
  await page.getByRole('heading', { level: 1, name: 'This order was cancelled' }).waitFor();
  await page.getByText('You haven’t been charged. All your money is still yours.').waitFor();
  await page.getByText('didn’t work out').waitFor();
}

test('money that goes elsewhere before Pay is pressed: the page says so, and what to do', async () => {
  const { page, customer, close } = await member(100_000);
  await putIn(page, chair);
  await toReview(page);
  await shop.must(201, ordered(shop.ask, customer.token, { lines: [{ productId: chair, quantity: 1 }] }));
  await payButton(page).click();
  await refused(page, 'Your balance doesn’t cover this order.');
  await close();
});

test('somebody was faster: the page says so, the money is free, and fewer can be bought', async () => {
  const rare = await onShelf(shop, 10_000, 2);
  const { page, orders, close } = await member();
  await putIn(page, rare, rare);
  await toReview(page);
  await alive(page);
  await shop.must(201, (await shop.customer(1_000_000)).order([{ productId: rare, quantity: 1 }]));
  await payButton(page).click();
  await refused(page, 'Someone got there first');
  await page.goto('/cart');
  await page.getByRole('spinbutton').fill('1');
  await page.getByText('₽100', { exact: true }).first().waitFor();
  // Where they were going is known: from the cart the way leads straight to its end.
  await page.getByRole('button', { name: 'Go to checkout' }).click();
  await page.getByRole('button', { name: 'Pay ₽100' }).click();
  await thanks(page).waitFor();
  assert.deepEqual(
    (await orders()).map(({ status }: { status: string }) => status),
    ['confirmed', 'cancelled'],
  );
  await close();
});

test('no courier any more: the page says so and offers another day', async () => {
  const { page, close } = await member();
  await putIn(page, chair);
  await toReview(page);
  const couriers = (await shop.ask('GET', '/api/couriers', { as: shop.admin })).body.items;
  const capacity = (of: (courier: { dailyCapacity: number }) => number) =>
    Promise.all(
      couriers.map((courier: { id: string; dailyCapacity: number }) =>
        shop.ask('PATCH', `/api/couriers/${courier.id}`, {
          as: shop.admin,
          body: { dailyCapacity: of(courier) },
        }),
      ),
    );
  await capacity(() => 0);
  await payButton(page).click();
  await page.getByRole('alert').getByText('Couriers are fully booked for that day.').waitFor();
  await capacity(({ dailyCapacity }) => dailyCapacity);
  await page.getByRole('link', { name: 'Choose another day' }).click();
  await page.getByRole('radio').nth(3).check();
  await page.getByRole('button', { name: 'Review your order' }).click();
  await payButton(page).click();
  await thanks(page).waitFor();
  await close();
});

test('without a network Pay says what is unknown, and goes through when the network is back, once', async () => {
  const { page, orders, close } = await member();
  await putIn(page, chair);
  await toReview(page);
  await alive(page);
  await page.context().setOffline(true);
  await payButton(page).click();
  await page.getByText('You won’t be charged twice').waitFor();
  await page.getByText('You’re offline.').waitFor();
  await page.context().setOffline(false);
  await thanks(page).waitFor();
  assert.equal((await orders()).length, 1);
  await close();
});

test('the same cart paid in two tabs is one order', async () => {
  const { page, orders, close } = await member();
  await putIn(page, chair);
  await toReview(page);
  const other = await page.context().newPage();
  await other.goto('/checkout/review');
  await payButton(other).waitFor();
  await Promise.all([payButton(page).click(), payButton(other).click()]);
  await Promise.all([thanks(page).waitFor(), thanks(other).waitFor()]);
  assert.equal((await orders()).length, 1);
  await close();
});

test('Back goes through the checkout step by step, and nothing that was typed is lost', async () => {
  const { page, close } = await member();
  await putIn(page, chair);
  await toReview(page);
  await page.goBack();
  await page.getByRole('heading', { level: 1, name: 'Delivery day' }).waitFor();
  await page.goBack();
  await page.getByRole('heading', { level: 1, name: 'Address' }).waitFor();
  assert.equal(await page.getByLabel('Street').inputValue(), 'Lindenallee 7');
  await page.goForward();
  await page.goForward();
  await payButton(page).click();
  await thanks(page).waitFor();
  await close();
});

test('a purchase in Russian says nothing in English', async () => {
  const { page, close } = await member(10_000_000, { locale: 'ru-RU' });
  await page.goto(`/p/${chair}`);
  await alive(page);
  await page.getByRole('button', { name: 'В корзину' }).first().click();
  await page.getByRole('link', { name: 'Перейти в корзину' }).click();
  await page.getByRole('button', { name: 'Перейти к оформлению' }).click();
  await page.getByLabel('Имя').fill('Анна');
  await page.getByLabel('Улица').fill('Садовая, 7');
  await page.getByLabel('Город').fill('Тверь');
  await page.getByRole('button', { name: 'Выбрать день доставки' }).click();
  await page.getByRole('button', { name: 'Проверить заказ' }).click();
  await page.getByRole('button', { name: /^Оплатить 900/ }).click();
  await page.getByRole('heading', { level: 1, name: 'Заказ оформлен. Спасибо!' }).waitFor();
  const text = await page.locator('main').innerText();
  const own = text.replaceAll(/RUB|PDF/g, '').replaceAll(/\S+@shop\.test/g, '');
  assert.doesNotMatch(own, /[A-Za-z]{2,}/);
  await close();
});

interface Focusable {
  matches(selector: string): boolean;
}

/** Tabs to something, and sees the focus at every stop. */
async function tabTo(page: Page, target: Locator): Promise<void> {
  await target.waitFor();
  const there = () => target.evaluate((one) => (one as unknown as Focusable).matches(':focus'));
  for (let stop = 0; stop < 80 && !(await there()); stop += 1) {
    await page.keyboard.press('Tab');
    // Past the last stop the browser itself has the focus, then the page's first stop.
    if (!(await page.evaluate('document.activeElement === document.body'))) await focusIsVisible(page);
  }
  assert.ok(await there(), `Tab never came to ${target}`);
}

test('a whole purchase by keyboard alone, with the focus visible at every stop', async () => {
  const { page, close } = await member();
  await page.goto(`/p/${chair}`);
  await alive(page);
  const press = async (target: Locator) => {
    await tabTo(page, target);
    await page.keyboard.press('Enter');
  };
  await press(page.getByRole('button', { name: 'Add to cart' }).first());
  await press(page.getByRole('link', { name: 'View cart' }));
  await press(page.getByRole('button', { name: 'Go to checkout' }));
  for (const [label, text] of [
    ['First name', 'Anna'],
    ['Street', 'Lindenallee 7'],
    ['Town or city', 'Berlin'],
  ] as const) {
    await tabTo(page, page.getByLabel(label));
    await page.keyboard.type(text);
  }
  await page.keyboard.press('Enter');
  await tabTo(page, page.getByRole('radio', { checked: true }));
  await page.keyboard.press('ArrowDown');
  await press(page.getByRole('button', { name: 'Review your order' }));
  await press(payButton(page));
  await thanks(page).waitFor();
  await close();
});
