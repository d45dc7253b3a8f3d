import assert from 'node:assert/strict';
import { test } from 'node:test';
import { isForEverybody, keyOf, kindOf } from '../worker/worth-keeping.ts';

const SHOP = 'https://shop.test';
const asked = (path: string, more: object = {}) =>
  kindOf({ method: 'GET', mode: 'no-cors', destination: '', url: SHOP + path, ...more }, SHOP);

test('the worker has to do with pages, files and pictures of the shop, and with nothing else', () => {
  const page = { mode: 'navigate', destination: 'document' };
  assert.equal(asked('/account', page), 'page');
  assert.equal(asked('/assets/root.js', { destination: 'script' }), 'file');
  assert.equal(asked('/pictures/tea.svg', { destination: 'image' }), 'picture');
  for (const [path, more] of [
    ['/cart', { ...page, method: 'POST' }],
    ['/api/docs', page],
    ['/api/orders/1/events', {}],
    ['/p/tea.data', {}],
    ['/cart/changes', { method: 'POST' }],
  ] as const)
    assert.equal(asked(path, more), 'other', path);
  assert.equal(asked('', { url: 'https://elsewhere.test/a.png', destination: 'image' }), 'other');
});

test('pages of what is for sale are kept, in whatever language they were asked for; those of a visitor are not', () => {
  for (const [path, key] of [
    ['/?lang=ru', '/'],
    ['/c/tea?sort=price&lang=en', '/c/tea?sort=price'],
    ['/p/iron-teapot', '/p/iron-teapot'],
    ['/search?q=tea', '/search?q=tea'],
  ] as const)
    assert.equal(keyOf(SHOP + path, SHOP), key);
  for (const path of ['/cart', '/account', '/orders/1', '/sign-in', '/checkout', '/p/a/b', '/offline'])
    assert.equal(keyOf(SHOP + path, SHOP), undefined, path);
  assert.equal(keyOf('https://elsewhere.test/', SHOP), undefined);
});

test('an answer is kept only when the shop says that it is for everybody', () => {
  const answer = (cache: string | undefined, status = 200) =>
    isForEverybody(
      new Response('', { status, headers: cache === undefined ? {} : { 'cache-control': cache } }),
    );
  for (const cache of ['no-cache', 'public, max-age=86400']) assert.ok(answer(cache), cache);
  for (const cache of ['private, no-store', 'no-store', 'private', 'no-cache, private', undefined])
    assert.ok(!answer(cache), String(cache));
  assert.ok(!answer('no-cache', 404));
});
