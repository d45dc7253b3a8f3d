import assert from 'node:assert/strict';
import { test } from 'node:test';
import { openShopWithPages } from '../../browser/shop-with-pages.ts';

test('where there is no laboratory nobody sends buyers, breaks or stops anything from its page', async () => {
  const shop = await openShopWithPages({ SAGASHOP_LAB: '0' });
  await shop.product(50_000, 100);
  const { token } = await shop.customer(10_000_000);
  const headers = { cookie: `sagashop_session=${token}`, origin: new URL(shop.url).origin };
  for (const act of ['many', 'stop-all', 'stop', 'break']) {
    const body = new URLSearchParams({ act, perSecond: '1', for: '1', id: crypto.randomUUID() });
    const answer = await fetch(`${shop.url}/learn/lab`, {
      method: 'POST',
      body,
      headers,
      redirect: 'manual',
    });
    assert.equal(answer.status, 404, act);
  }
  assert.equal((await fetch(`${shop.url}/learn/lab`, { headers })).status, 404);
  const { body } = await shop.ask('GET', '/api/orders', { as: token });
  assert.deepEqual(body.items, []);
});
