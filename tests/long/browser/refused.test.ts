import assert from 'node:assert/strict';
import { test } from 'node:test';
import { openBrowser } from '../../browser/chromium.ts';
import { openShopWithPages } from '../../browser/shop-with-pages.ts';
import { isSignedIn, onShelf } from '../../browser/shopper.ts';
import { visit } from '../../browser/visitor.ts';

const shop = await openShopWithPages({ ORDER_DEADLINE_MS: '300000' });
const browser = await openBrowser();
const chair = await onShelf(shop, 90_000, 2);

type Language = 'en' | 'ru';
type Customer = Awaited<ReturnType<typeof shop.customer>>;

const UNTOUCHED = {
  en: 'You haven’t been charged. All your money is still yours.',
  ru: 'Деньги не списаны. Всё осталось на вашем счёте.',
};
const REFUNDED = {
  en: 'All of your money is back on your balance.',
  ru: 'Все деньги вернулись на ваш счёт.',
};

/** Asks for chairs in a language, as a page would, and answers what came of it. */
function ask(customer: Customer, language: Language, more: object = {}) {
  const body = { lines: [{ productId: chair, quantity: 1 }], ...more };
  const headers = { 'accept-language': language, prefer: 'wait=30' };
  return shop.ask('POST', '/api/orders', { as: customer.token, body, headers });
}

/** An order that the shop did not place, by the code of its refusal. */
async function refused(code: string, customer: Customer, language: Language, more: object = {}) {
  const { status, body } = await ask(customer, language, more);
  assert.deepEqual([status, body.code], [409, code]);
  return body.orderId as string;
}

/** An order that was paid, and then cancelled by whom this token belongs to. */
async function cancelledBy(token: string, customer: Customer, language: Language) {
  const { id } = await shop.must(201, ask(customer, language));
  for (;;) {
    const headers = { prefer: 'wait=30' };
    const { status } = await shop.ask('POST', `/api/orders/${id}/cancellation`, { as: token, headers });
    if (status === 200) return id as string;
    assert.ok([202, 503].includes(status), String(status)); // it takes longer than anyone waits
  }
}

/** While `work` runs, no courier has room. */
async function withoutCouriers<T>(work: () => Promise<T>): Promise<T> {
  const { items } = (await shop.ask('GET', '/api/couriers?limit=100', { as: shop.admin })).body;
  const change = (capacity: (of: { dailyCapacity: number }) => number) =>
    Promise.all(
      items.map((courier: { id: string; dailyCapacity: number }) =>
        shop.must(
          200,
          shop.ask('PATCH', `/api/couriers/${courier.id}`, {
            as: shop.admin,
            body: { dailyCapacity: capacity(courier) },
          }),
        ),
      ),
    );
  await change(() => 0);
  try {
    return await work();
  } finally {
    await change(({ dailyCapacity }) => dailyCapacity);
  }
}

interface Kind {
  why: Record<Language, string>;
  money: Record<Language, string>;
  has?: number;
  make: (customer: Customer, language: Language) => Promise<string>;
}

const KINDS: Record<string, Kind> = {
  insufficient_funds: {
    why: {
      en: 'Your balance doesn’t cover this order.',
      ru: 'Не хватило денег на счёте.',
    },
    money: UNTOUCHED,
    has: 0,
    make: (customer, language) => refused('insufficient_funds', customer, language),
  },
  out_of_stock: {
    why: {
      en: 'Someone got there first: there isn’t enough left for this order.',
      ru: 'Уже раскупили: на ваш заказ товара не хватило.',
    },
    money: UNTOUCHED,
    make: (customer, language) =>
      refused('out_of_stock', customer, language, { lines: [{ productId: chair, quantity: 3 }] }),
  },
  no_courier: {
    why: {
      en: 'Couriers are fully booked for that day.',
      ru: 'На этот день все курьеры уже заняты.',
    },
    money: UNTOUCHED,
    make: (customer, language) => withoutCouriers(() => refused('no_courier', customer, language)),
  },
  price_changed: {
    why: {
      en: 'A price has just changed. Check the new total, then pay if it suits you.',
      ru: 'Цена только что изменилась. Посмотрите новую сумму и платите, если она вас устраивает.',
    },
    money: UNTOUCHED,
    make: (customer, language) =>
      refused('price_changed', customer, language, { expectedTotal: { amount: 1, currency: 'RUB' } }),
  },
  cancelled_by_customer: {
    why: { en: 'You cancelled this order.', ru: 'Вы отменили этот заказ.' },
    money: REFUNDED,
    make: (customer, language) => cancelledBy(customer.token, customer, language),
  },
  cancelled_by_shop: {
    why: { en: 'The shop cancelled this order.', ru: 'Магазин отменил этот заказ.' },
    money: REFUNDED,
    make: (customer, language) => cancelledBy(shop.admin, customer, language),
  },
};

for (const [code, { why, money, has = 1_000_000, make }] of Object.entries(KINDS)) {
  test(`an order’s page says why, and what happened to the money: ${code}`, async () => {
    const customer = await shop.customer(has);
    const { page, said, close } = await visit(browser, shop.url);
    await isSignedIn(page, shop, customer.token);
    for (const language of ['en', 'ru'] as const) {
      await page.goto(`/orders/${await make(customer, language)}?lang=${language}`);
      const told = page.getByRole('status').filter({ has: page.getByRole('heading', { level: 1 }) });
      const words = [why[language], money[language]];
      for (const text of words) await told.getByText(text, { exact: true }).waitFor();
      // The steps are there, or there never were any; nothing is said to be away.
      assert.equal(await page.getByText(/can’t (be shown|show)|не удаётся показать/).count(), 0);
    }
    // What can be seen; the recipient is called as they call themselves.
    const main = await page.locator('main').innerText();
    const { username, email } = (await customer.get('/api/users/me')).body;
    const ours = [email, username, 'RUB', 'PDF'].reduce((text, word) => text.replaceAll(word, ''), main);
    assert.doesNotMatch(ours, /[A-Za-z]{2,}/);
    const account = (await customer.get('/api/account')).body;
    assert.deepEqual([account.available.amount, account.held.amount], [has, 0], 'and it is so');
    assert.deepEqual(said, []);
    await close();
  });
}

test('whoever follows an order by its number is told why it was cancelled, too', async () => {
  const customer = await shop.customer(1_000_000);
  const id = await cancelledBy(shop.admin, customer, 'en');
  const [{ number }, { email }] = await Promise.all(
    [`/api/orders/${id}`, '/api/users/me'].map(async (path) => (await customer.get(path)).body),
  );
  const { page, close } = await visit(browser, shop.url);
  await page.goto('/track');
  await page.getByLabel('Order number').fill(number);
  await page.getByLabel('E-mail').fill(email);
  await page.getByRole('button', { name: 'Show order' }).click();
  await page.getByRole('heading', { name: `Order ${number} cancelled` }).waitFor();
  await page.getByText('The shop cancelled this order.').waitFor();
  await close();
});
