import assert from 'node:assert/strict';
import { test } from 'node:test';
import { until } from '../../cli/test/scratch.ts';
import { openShopWithPages } from './shop-with-pages.ts';

const shop = await openShopWithPages();

async function open(path: string, token: string) {
  const answer = await fetch(shop.url + path, { headers: { cookie: `sagashop_session=${token}` } });
  return { status: answer.status, html: await answer.text() };
}

const figures = async () =>
  shop.must(200, shop.ask('GET', '/api/orders/figures', { as: shop.admin, headers: {} }));

/** The number that is said of this. */
const numberOf = (html: string, text: RegExp) =>
  Number(/(\d+)(?:<!-- -->)?\+?<\/b>/.exec(html.slice(html.search(text) - 80))?.[1]);

test('the day begins with what is to do and how the week went, each number with the list that it counts', async () => {
  const product = await shop.product(2_500, 10);
  const before = (await figures()).refused.reasons.length;
  const rich = await shop.customer(100_000);
  assert.equal((await rich.order([{ productId: product, quantity: 2 }])).status, 201);
  const poor = await shop.customer();
  assert.equal((await poor.order([{ productId: product, quantity: 1 }])).status, 409);
  await until(async () => (await figures()).refused.reasons.length > before || before > 0);
  const told = await figures();
  const { html } = await open('/admin', shop.admin);
  const refused = told.refused.reasons.reduce((sum: number, { count }: { count: number }) => sum + count, 0);
  assert.ok(refused > 0);
  assert.equal(numberOf(html, /orders? refused in the last hour/), refused);
  const { placed } = told.days.at(-1);
  assert.ok(placed >= 2);
  assert.match(html, new RegExp(`data-title="Last 7 days"[^]*>${placed}<`));
  assert.equal(
    html.match(/<rect [^>]*data-week/g)?.length,
    28,
    'two charts of seven days and the seven before',
  );
  assert.ok(!html.includes(' style='), 'the policy of the pages takes no style of an element');
  const links = [...html.matchAll(/<(?:b|li|td)[^>]*><a[^>]*href="(\/admin\/[^"]+)"/g)].map(([, to]) => to!);
  assert.ok(links.length >= 2);
  for (const to of new Set(links))
    assert.equal((await open(to.replaceAll('&amp;', '&'), shop.admin)).status, 200, to);
});

test('whoever sees no orders is shown none of their figures', async () => {
  const { id, token } = await shop.customer();
  const body = { roles: ['courier'] };
  await shop.must(200, shop.ask('PATCH', `/api/staff/${id}`, { as: shop.admin, body }));
  const { status, html } = await open('/admin', token);
  assert.equal(status, 200);
  assert.ok(!html.includes('data-week') && !html.includes('refused'));
});

test('a saga is found by its order, and one past its pivot says why it cannot be turned back', async () => {
  const product = await shop.product(100, 5);
  const rich = await shop.customer(1_000);
  const { body } = await rich.order([{ productId: product, quantity: 1 }]);
  const listed = `?q=${body.number}`;
  const asked = () => shop.must(200, shop.ask('GET', `/api/sagas${listed}`, { as: shop.admin, headers: {} }));
  await until(async () => (await asked()).items[0]?.state === 'ended');
  const [saga] = (await asked()).items;
  const page = `/admin/sagas${listed}&step=`;
  assert.ok((await open(page, shop.admin)).html.includes(saga.orderId));
  assert.ok(!(await open(`${page}grant`, shop.admin)).html.includes(saga.orderId), 'no refund');
  const press = async (act: string) => {
    const headers = { cookie: `sagashop_session=${shop.admin}`, origin: shop.url };
    const form = new URLSearchParams({ act, saga: saga.id, number: body.number, key: 'one' });
    const answer = await fetch(shop.url + page, { method: 'POST', headers, body: form });
    return { status: answer.status, html: await answer.text() };
  };
  assert.match((await press('ask')).html, /the customer is told that the shop cancelled the order/);
  const { status, html } = await press('turn-back');
  assert.equal(status, 409);
  assert.match(html, /too late to turn back/);
});

test('filters of sagas are kept under a name, are found again, renamed and deleted, and are no list of orders', async () => {
  const list = '/admin/sagas?state=ended&step=tell-customer';
  const post = async (page: string, form: Record<string, string>) => {
    const headers = { cookie: `sagashop_session=${shop.admin}`, origin: shop.url };
    const init = { method: 'POST', headers, body: new URLSearchParams(form), redirect: 'manual' as const };
    return (await fetch(shop.url + page, init)).status;
  };
  assert.equal(await post(list, { act: 'keep', name: 'Told', key: 'keep-1' }), 302);
  const { html } = await open(list, shop.admin);
  assert.match(html, /<a aria-current="page"[^>]*>Told/);
  assert.doesNotMatch((await open('/admin/orders', shop.admin)).html, />Told/);
  const { items } = await shop.must(200, shop.ask('GET', '/api/order-views?list=sagas', { as: shop.admin }));
  const { id } = items[0];
  assert.equal(await post('/admin/sagas/views', { act: 'change', id, was: 'Told', name: 'Heard' }), 302);
  assert.match((await open('/admin/sagas/views', shop.admin)).html, /value="Heard"/);
  assert.equal(await post('/admin/sagas/views', { act: 'delete', id }), 302);
  assert.doesNotMatch((await open(list, shop.admin)).html, />Heard/);
  assert.equal(await post(list, { act: 'keep', name: ' ', key: 'keep-2' }), 422);
});
