import assert from 'node:assert/strict';
import { test } from 'node:test';
import { openShopWithPages } from '../../browser/shop-with-pages.ts';

test('where there is no laboratory nobody sends buyers from its page', async () => {
  const shop = await openShopWithPages({ SAGASHOP_LAB: '0' });
  await shop.product(50_000, 100);
  const { token } = await shop.customer(10_000_000);
  const headers = { cookie: `sagashop_session=${token}`, origin: new URL(shop.url).origin };
  const body = new URLSearchParams({ act: 'many', perSecond: '1', for: '1' });
  const sent = { method: 'POST', body, headers, redirect: 'manual' } as const;
  assert.equal((await fetch(`${shop.url}/learn/lab`, sent)).status, 404);
  assert.equal((await fetch(`${shop.url}/learn/lab`, { headers })).status, 404);
  const orders = await shop.ask('GET', '/api/orders', { as: token });
  assert.deepEqual(orders.body.items, []);
});
