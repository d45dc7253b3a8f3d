import assert from 'node:assert/strict';
import { test } from 'node:test';
import { limitRates } from '@sagashop/chassis/guards/rate-limits';
import { createApp } from '@sagashop/chassis/http/create-app';
import { testContext } from '@sagashop/chassis/testing';
import { openTestCatalog } from '../opened.ts';

const ROOM = 2; // requests in place of some thousands
const { service } = await openTestCatalog();

test('whoever leafs through lists is never refused, but who searches or counts for long is', async () => {
  const app = createApp(testContext({}));
  app.addHook('onRoute', (route) => {
    const { limits } = route.config ?? {};
    if (!limits) return;
    const rates = limits.rates?.map((rate) => ({ ...rate, room: ROOM, each: 600 })) ?? [];
    route.config = { ...route.config!, limits: { ...limits, rates } };
  });
  limitRates(app);
  service.routes(app);
  /** How many of some requests more than there is room for are let through. */
  const passed = async (url: string) => {
    const answers = [];
    for (let nth = 0; nth < ROOM + 3; nth += 1)
      answers.push((await app.inject({ url, remoteAddress: '192.0.2.1' })).statusCode);
    return answers.filter((status) => status === 200).length;
  };
  for (const list of ['/api/products', '/api/products?sort=price&limit=3', '/api/categories'])
    assert.equal(await passed(list), ROOM + 3, list);
  assert.equal(await passed('/api/products?search=tea'), ROOM);
  assert.equal(await passed('/api/products?facets=true'), 0, 'counted with the searches');
});
