import assert from 'node:assert/strict';
import { test } from 'node:test';
import { toldOnce } from '../app/shop/told-once.ts';
import { settings } from '../server/config.ts';

test('what is told too late for one page is known to the next, and is not asked for again', async () => {
  const zone = toldOnce<string>(1);
  const { promise, resolve } = Promise.withResolvers<string | undefined>();
  assert.equal(await zone(() => promise), undefined);
  resolve('Asia/Tokyo');
  await promise;
  assert.equal(await zone(() => assert.fail('it is known')), 'Asia/Tokyo');
});

test('what could not be told is asked for again', async () => {
  const zone = toldOnce<string>(1000);
  assert.equal(await zone(async () => undefined), undefined);
  assert.equal(await zone(async () => 'Asia/Tokyo'), 'Asia/Tokyo');
});

test('the zone is a setting of the pages; what is none is named', () => {
  const env = { PORT: '3000', GATEWAY_URL: 'http://shop.test' };
  assert.equal(settings({ ...env, SAGASHOP_TZ: 'Europe/Berlin' }).zone, 'Europe/Berlin');
  assert.equal(settings({ ...env, SAGASHOP_TZ: '' }).zone, undefined);
  assert.throws(() => settings({ ...env, SAGASHOP_TZ: 'Mars' }), /SAGASHOP_TZ: a time zone/);
});
