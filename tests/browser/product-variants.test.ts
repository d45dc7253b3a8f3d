import assert from 'node:assert/strict';
import { test } from 'node:test';
import { until } from '../../cli/test/scratch.ts';
import { openBrowser } from './chromium.ts';
import { FIRST_LOOK, noBarrier } from './no-barrier.ts';
import { openShopWithPages } from './shop-with-pages.ts';
import { isSignedIn, payButton, thanks, toReview } from './shopper.ts';
import { alive, visit } from './visitor.ts';

type Json = ReturnType<typeof JSON.parse>;

const shop = await openShopWithPages();
const browser = await openBrowser();
const TOWEL = '/p/bath-towel';
const towel = await shop.must(200, shop.ask('GET', '/api/products/bath-towel'));
const idOf = (name: string) => towel.variants.find((one: Json) => one.name === name).id as string;
// The catalogue hears of the stock of each a moment later.
await until(async () => {
  const { variants } = (await shop.ask('GET', '/api/products/bath-towel')).body;
  return variants.filter((one: Json) => one.availability !== 'out').length === 4;
});

for (const javaScriptEnabled of [true, false]) {
  const how = javaScriptEnabled ? 'with' : 'without';
  test(`${how} JavaScript a size and a colour are chosen, stand in the address, and are what is bought`, async () => {
    const { page, said, close } = await visit(browser, shop.url, { ...FIRST_LOOK, javaScriptEnabled });
    const customer = await shop.customer(10_000_000);
    await isSignedIn(page, shop, customer.token);
    await page.goto(TOWEL);
    if (javaScriptEnabled) await alive(page);
    const choose = (option: string, value: RegExp) =>
      page.getByRole('region', { name: option }).getByRole('link', { name: value }).click();
    const chosen = page.locator('.offered[aria-current="true"]');
    assert.deepEqual(await chosen.allInnerTexts(), ['sand', '70 × 140 cm']);
    await choose('Size', /50 × 100/);
    await page.waitForURL(`**${TOWEL}?variant=${idOf('sand, 50 × 100 cm')}`);
    await page.getByText('₽490').first().waitFor();
    await page.getByRole('link', { name: 'night blue only 70 × 140 cm' }).waitFor();
    await page.getByRole('link', { name: 'sage green Sold out' }).waitFor();
    if (javaScriptEnabled) await noBarrier(page, 'a product in sizes and colours');
    await page.getByRole('button', { name: 'Add to cart' }).first().click();
    await page
      .getByText('Added to your cart.')
      .or(page.getByRole('heading', { name: 'Your cart' }))
      .waitFor();
    await page.goto(TOWEL);
    await choose('Colour', /night blue/);
    await page.waitForURL(`**?variant=${idOf('night blue, 70 × 140 cm')}`);
    await page.getByText('₽840').first().waitFor();
    await page.getByRole('button', { name: 'Add to cart' }).first().click();
    await page
      .getByText('Added to your cart.')
      .or(page.getByRole('heading', { name: 'Your cart' }))
      .waitFor();
    await page.goto('/cart');
    const towels = page.locator('main').getByRole('link', { name: /Bath towel, (sand|night)/ });
    assert.equal(await towels.count(), 2);
    await toReview(page);
    await page.getByText('Bath towel, sand, 50 × 100 cm').first().waitFor();
    await payButton(page).click();
    await thanks(page).waitFor();
    const { lines } = (await customer.get('/api/orders?limit=1')).body.items[0];
    assert.deepEqual(
      lines.map((line: Json) => [line.productId, line.variantId, line.price.amount]),
      [
        [towel.id, idOf('sand, 50 × 100 cm'), 49_000],
        [towel.id, idOf('night blue, 70 × 140 cm'), 84_000],
      ],
    );
    await page.getByRole('link', { name: 'Bath towel, night blue, 70 × 140 cm' }).click();
    await page.waitForURL(`**${TOWEL}?variant=${idOf('night blue, 70 × 140 cm')}`);
    await page.goto(`/orders?lang=ru`);
    assert.deepEqual(said, []);
    await close();
  });
}

test('a cart from before a product had sizes is of the first, and what is taken away is told', async () => {
  const id = await shop.product(50_000, 5);
  await until(async () => (await shop.ask('GET', `/api/products/${id}`)).body.availability !== 'out');
  const { page, close } = await visit(browser, shop.url);
  await page.goto(`/p/${id}`);
  await page.getByRole('button', { name: 'Add to cart' }).first().click();
  await page.getByText('Added to your cart.').waitFor();
  for (const size of ['S', 'M']) {
    const body = { options: { size }, price: { amount: 50_000 } };
    await shop.must(201, shop.ask('POST', `/api/products/${id}/variants`, { as: shop.admin, body }));
  }
  await page.goto('/cart');
  await page.getByRole('link', { name: 'Teapot, S' }).waitFor();
  await shop.must(204, shop.ask('DELETE', `/api/products/${id}/variants/${id}`, { as: shop.admin }));
  await page.goto('/cart');
  await page.getByText('no longer').first().waitFor();
  await close();
});

test('lists say from which price on, and machines are told of each variant', async () => {
  const html = async (path: string) => (await fetch(shop.url + path)).text();
  assert.match(await html('/search?q=bath+towel'), />from[^<]*(?:<!-- -->)?[^<]*<\/span>/);
  const page = await html(`${TOWEL}?variant=${idOf('sand, 50 × 100 cm')}`);
  const data = [...page.matchAll(/<script type="application\/ld\+json">(.*?)<\/script>/g)].map(([, json]) =>
    JSON.parse(json!),
  );
  const group = data.find((one: Json) => one['@type'] === 'ProductGroup');
  assert.equal(group.hasVariant.length, 5);
  assert.deepEqual(
    [group.hasVariant[1].sku, group.hasVariant[1].offers.price, group.hasVariant[1].name],
    [idOf('sand, 50 × 100 cm'), '490.00', 'Bath towel, sand, 50 × 100 cm'],
  );
});
