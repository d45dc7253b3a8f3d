import assert from 'node:assert/strict';
import { test } from 'node:test';
import { openShopWithPages } from './shop-with-pages.ts';

const shop = await openShopWithPages();

/** The log as a browser without scripts shows it, in a language: its rows as text, and all of it. */
async function log(query: string, language = 'en') {
  const headers = { cookie: `sagashop_session=${shop.admin}`, 'accept-language': language };
  const answer = await fetch(`${shop.url}/admin/audit-log?${query}`, { headers });
  const html = (await answer.text()).replaceAll('<!-- -->', '').replaceAll('&#x27;', '’');
  const rows = [...html.matchAll(/<tr>(.*?)<\/tr>/gs)].slice(1).map(([row]) => row);
  const said = rows.map((row) =>
    row
      .replaceAll(/<[^>]*>/g, ' ')
      .replaceAll(/\s+/g, ' ')
      .trim(),
  );
  return { status: answer.status, html, said };
}

test('the log says in words who did what to what, what was before and after, and why', async () => {
  const id = await shop.product(100, 0);
  const as = shop.admin;
  const body = { quantity: 3, note: 'Delivery note 4711' };
  await shop.must(201, shop.ask('POST', `/api/stock/${id}/receipts`, { as, body }));
  const change = { price: { amount: 12_300 }, name: { ru: 'Самовар' }, published: false };
  await shop.must(200, shop.ask('PATCH', `/api/products/${id}`, { as, body: change }));
  const { said, html } = await log(`subject=product:${id}`);
  assert.match(
    said[0]!,
    /admin owner Product changed: Teapot name \( ?Russian ?\) before: Чайник → after: Самовар price before: ₽1 → after: ₽123 customers see it before: yes → after: no Undo 127\.0\.0\.1$/,
  );
  assert.match(said[1]!, /Goods received: Teapot on hand before: 0 → after: 3 Received: Delivery note 4711/);
  assert.match(said[2]!, /Product added: Teapot/);
  assert.equal(said.length, 3);
  assert.ok(html.includes(`href="/admin/products/${id}"`), 'its page is one press away');
  const [, file = ''] = /href="(\/api\/exports\/audit-log[^"]*)"/.exec(html) ?? [];
  assert.equal(file, `/api/exports/audit-log.csv?subject=product%3A${id}`);
  const russian = await log(`subject=product:${id}&action=product.change`, 'ru');
  assert.match(
    russian.said[0]!,
    /admin владелец Изменён товар: Самовар .*виден покупателям было: да → стало: нет/,
  );
});

test('personal values are told by the names of their fields alone, and what was deleted by the name that it had', async () => {
  const as = shop.admin;
  const courier = await shop.courier(5);
  await shop.must(200, shop.ask('PATCH', `/api/couriers/${courier}`, { as, body: { name: 'Xanthippe' } }));
  const { said } = await log(`subject=courier:${courier}`);
  assert.match(said[0]!, /Courier changed: Xanthippe name before: not kept here → after: not kept here/);
  const gone = await shop.product(100, 0);
  await shop.must(204, shop.ask('DELETE', `/api/products/${gone}`, { as }));
  assert.match((await log(`subject=product:${gone}`)).said[0]!, /Product deleted: Teapot name/);
});

test('the filters of a list of orders are said in words', async () => {
  const body = { name: 'Late', query: { status: 'confirmed', goods: 'none' }, shared: true };
  const { id } = await shop.must(201, shop.ask('POST', '/api/order-views', { as: shop.admin, body }));
  const { said } = await log(`subject=order-view:${id}`);
  assert.match(said.join(), /State: placed; Items sent: nothing yet/);
  assert.ok((await log('subject=order-view')).said.length > 0, 'a kind with a hyphen is chosen as well');
  // Others look at the lists of this shop too.
  await shop.must(204, shop.ask('DELETE', `/api/order-views/${id}`, { as: shop.admin }));
});

test('filters that are nonsense are not asked for; one thing that is chosen is named among the choices', async () => {
  const nonsense = 'actor=me&subject=%00&action=%27&from=2026-13-99&to=x&cursor=zzz';
  assert.equal((await log(nonsense)).status, 200);
  const id = await shop.product(100, 0);
  const { html } = await log(`subject=product:${id}`);
  assert.match(html, new RegExp(`<option value="product:${id}" selected="">product: Teapot</option>`));
  assert.match((await log(`text=${crypto.randomUUID()}`)).html, /No changes here\./);
});

test('the pages of a product and of its stock lead an owner to its log, and nobody else', async () => {
  const id = await shop.product(100, 0);
  const { id: user, token: clerk } = await shop.customer();
  const body = { roles: ['clerk'] };
  await shop.must(200, shop.ask('PATCH', `/api/staff/${user}`, { as: shop.admin, body }));
  for (const page of [`/admin/products/${id}`, `/admin/stock/${id}`]) {
    const shows = async (token: string) => {
      const answer = await fetch(shop.url + page, { headers: { cookie: `sagashop_session=${token}` } });
      return (await answer.text()).includes(`/admin/audit-log?subject=product%3A${id}`);
    };
    assert.deepEqual([await shows(shop.admin), await shows(clerk)], [true, false], page);
  }
});
