import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Page } from 'playwright-core';
import { until } from '../../cli/test/scratch.ts';
import { openBrowser } from './chromium.ts';
import { openShopWithPages } from './shop-with-pages.ts';
import { onShelf, putIn } from './shopper.ts';
import { alive, visit } from './visitor.ts';

const shop = await openShopWithPages();
const browser = await openBrowser();
const [lamp, few] = await Promise.all([onShelf(shop, 45_000, 50), onShelf(shop, 30_000, 4)]);
const PHONE = { viewport: { width: 390, height: 844 } };
const WIDE = { viewport: { width: 1440, height: 900 } };

/** What the visitor's cart holds of each product. */
async function held(page: Page): Promise<Record<string, number>> {
  const cookies = await page.context().cookies();
  const [, ...lines] = cookies.find(({ name }) => name === 'sagashop_cart')?.value.split('~') ?? [];
  return Object.fromEntries(lines.map((line) => [line.split('.')[0]!, Number(line.split('.')[1])]));
}

const focused = (page: Page) =>
  page.evaluate("document.activeElement.getAttribute('aria-label') ?? document.activeElement.textContent");

test('a stepper that is pressed fast saves the last number by itself, keeps the focus, and the sum follows', async () => {
  const { page, said, close } = await visit(browser, shop.url, WIDE);
  await putIn(page, lamp);
  await page.goto('/cart');
  await alive(page);
  let sent = 0;
  page.on('request', (request) => {
    if (request.url().endsWith('/cart/changes')) sent += 1;
  });
  const more = page.getByRole('button', { name: 'One more: Teapot' });
  for (let n = 0; n < 9; n += 1) await more.press('Enter');
  await page.getByText('₽4,500').first().waitFor();
  await until(async () => (await held(page))[lamp] === 10);
  assert.equal(await focused(page), 'One more: Teapot');
  assert.ok(sent < 9, `${sent} requests`);
  await page.getByRole('status').filter({ hasText: 'Teapot: 10. Total: ₽4,500.' }).waitFor();
  await page.getByRole('button', { name: 'One fewer: Teapot' }).click();
  await page.getByRole('button', { name: 'Go to checkout' }).click();
  await page.waitForURL('**/checkout');
  assert.deepEqual([(await held(page))[lamp], said], [9, []], 'what was pressed last, before it was saved');
  await close();
});

test('a quantity that is typed is kept by whoever leaves at once, by a link and by an address', async () => {
  const { page, close } = await visit(browser, shop.url, WIDE);
  await putIn(page, lamp);
  for (const [typed, leave] of [
    ['7', () => page.locator('footer').getByRole('link', { name: 'Books' }).click()],
    ['5', () => page.goto('/track')],
  ] as const) {
    await page.goto('/cart');
    await alive(page);
    await page.getByRole('spinbutton').fill(typed);
    await leave();
    await until(async () => (await held(page))[lamp] === Number(typed));
  }
  await close();
});

test('what is removed can be put back to its place, by keyboard, and after the last one too', async () => {
  const { page, close } = await visit(browser, shop.url, PHONE);
  await putIn(page, lamp, few);
  await page.goto('/cart');
  await alive(page);
  await page.getByRole('button', { name: 'Remove Teapot' }).first().press('Enter');
  await page.getByText('Removed: Teapot.').waitFor();
  await until(async () => !(lamp in (await held(page))));
  await until(async () => (await focused(page)) === 'Undo: put Teapot back');
  await page.keyboard.press('Enter');
  await until(async () => Object.keys(await held(page)).join() === [lamp, few].join());
  await page.getByText('Removed: Teapot.').waitFor({ state: 'detached' });
  await until(async () => (await focused(page)) === 'RemoveTeapot');
  for (const left of [1, 0]) {
    await page.getByRole('button', { name: 'Remove Teapot' }).first().click();
    await until(async () => Object.keys(await held(page)).length === left);
  }
  await page.getByRole('heading', { level: 1, name: 'Your cart is empty' }).waitFor();
  await page.getByRole('button', { name: 'Undo: put Teapot back' }).last().click();
  await until(async () => Object.keys(await held(page)).join() === few);
  await close();
});

test('a cart takes no more than is left, and says so beside the number and when it is put in', async () => {
  const { page, close } = await visit(browser, shop.url, { ...PHONE, locale: 'ru' });
  await page.goto(`/p/${few}`);
  await alive(page);
  await page.getByText('Осталось 4 штуки').first().waitFor();
  await page.getByRole('spinbutton', { name: 'Количество' }).fill('9');
  await page.getByRole('button', { name: 'В корзину' }).first().click();
  await page.getByText('Больше нет: в корзине уже всё, что осталось, — 4.').waitFor();
  await page.goto('/cart');
  await alive(page);
  await page.getByText('Осталось 4 штуки, больше добавить не получится.').waitFor();
  await page.getByRole('button', { name: /^Прибавить/ }).click({ force: true });
  await page.getByRole('button', { name: /^Убавить/ }).click();
  await until(async () => (await held(page))[few] === 3);
  await page.getByRole('spinbutton').fill('77');
  await until(async () => (await held(page))[few] === 4);
  assert.equal(await page.getByRole('spinbutton').inputValue(), '4');
  await close();
});

test('two tabs that change the cart at the same time take nothing from each other', async () => {
  const { page, close } = await visit(browser, shop.url);
  await putIn(page, lamp, few);
  const other = await page.context().newPage();
  for (const tab of [page, other]) {
    await tab.goto('/cart');
    await alive(tab);
  }
  const press = (tab: Page, at: number) =>
    tab
      .getByRole('button', { name: /^One more/ })
      .nth(at)
      .click();
  await Promise.all([press(page, 0), press(other, 1)]);
  await until(async () => JSON.stringify(await held(page)) === JSON.stringify({ [lamp]: 2, [few]: 2 }));
  await close();
});

for (const [size, options] of [
  ['a phone', PHONE],
  ['a desktop', WIDE],
] as const) {
  test(`what is put in is shown with the sum and the ways on, and is in nobody's way, on ${size}`, async () => {
    const { page, said, close } = await visit(browser, shop.url, options);
    await page.goto(`/p/${lamp}`);
    await alive(page);
    await page.getByRole('spinbutton', { name: 'Quantity' }).fill('2');
    await page.getByRole('button', { name: 'Add to cart' }).first().press('Enter');
    const mini = page.getByRole('complementary', { name: 'Added to cart' });
    await mini.getByText('Cart total, 2 items').waitFor();
    await mini.getByText('₽900').last().waitFor();
    assert.equal(await focused(page), 'Add to cart');
    const box = (await mini.boundingBox())!;
    assert.ok(box.y >= 0 && box.x >= 0 && box.x + box.width <= options.viewport.width + 0.5);
    await page.keyboard.press('Tab');
    assert.equal(await focused(page), 'Close', 'the next stop after the button');
    await page.keyboard.press('Escape');
    await mini.waitFor({ state: 'detached' });
    assert.deepEqual([await focused(page), said], ['Add to cart', []]);
    await page.keyboard.press('Enter');
    await mini.getByRole('link', { name: 'View cart' }).click();
    await page.getByRole('heading', { level: 1, name: 'Your cart' }).waitFor();
    await close();
  });
}

test('without a connection a product waits, is said to, and is put in once when there is one, whatever was lost', async () => {
  const { page, close } = await visit(browser, shop.url, { ...PHONE, locale: 'ru' });
  await page.goto(`/p/${lamp}`);
  await alive(page);
  await page.context().setOffline(true);
  await page.getByRole('button', { name: 'В корзину' }).first().click();
  await page.getByRole('complementary', { name: 'Ещё не отправлено' }).waitFor();
  await page.getByText('1 товар ещё не отправлен').waitFor({ state: 'attached' });
  assert.deepEqual(await held(page), {});
  await page.context().setOffline(false);
  await page.getByText('Связь появилась. Добавлено в корзину: Чайник.').waitFor();
  assert.deepEqual(await held(page), { [lamp]: 1 });
  await page.getByText('1 товар ещё не отправлен').waitFor({ state: 'detached' });
  await page.reload();
  await alive(page);
  // Done, and the answer lost on the way.
  let losing = true;
  await page.route('**/cart/changes', async (route) => {
    const answer = await route.fetch();
    if (!losing) return route.fulfill({ response: answer });
    losing = false;
    const [cart, key] = answer.headersArray().filter(({ name }) => name.toLowerCase() === 'set-cookie');
    const pair = ({ value }: { value: string }) => value.split(';')[0]!.split('=') as [string, string];
    const cookies = [cart!, key!].map(pair).map(([name, value]) => ({ name, value, url: shop.url }));
    await page.context().addCookies(cookies);
    return route.abort('connectionreset');
  });
  await page.getByRole('button', { name: 'В корзину' }).first().click();
  await page.getByText('Связь появилась.').waitFor();
  assert.deepEqual(await held(page), { [lamp]: 2 });
  await close();
});
