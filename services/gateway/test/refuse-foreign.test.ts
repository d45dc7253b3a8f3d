import assert from 'node:assert/strict';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { after, test } from 'node:test';
import type { Peers } from '@sagashop/chassis/service/calls';
import type { Service } from '@sagashop/chassis/service/service';
import { testContext } from '@sagashop/chassis/testing';
import { Pool } from 'undici';
import { createGateway } from '../src/app.ts';

const seen: string[] = [];
const server = createServer((request, response) => {
  seen.push(`${request.method} ${request.url}`);
  response.end('<p>a page</p>');
});
await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
const web = new Pool(`http://127.0.0.1:${(server.address() as AddressInfo).port}`);
after(async () => {
  await web.destroy();
  server.close();
});
const service: Service = {
  name: 'small',
  routes: (app) => void app.all('/api/orders/:id/cancellation', async () => ({ done: true })),
  calls: {},
  ready: async () => {},
  start: async () => {},
  stop: async () => {},
};
const ask = async (_call: unknown, { hashes }: { hashes: string[] }) => ({
  identities: hashes.map(() => null),
});
const context = testContext({}, { ask: ask as unknown as Peers['ask'] });
const open = (more: object = {}) => createGateway({ services: [service], ...context, web, ...more });

const TOKEN = 'a'.repeat(43);
const COOKIE = `sagashop_language=ru; sagashop_session=${TOKEN}`;
const ACT = '/api/orders/1/cancellation';

/** Sends it to `http://shop.example`; answers its status, and the code of a refusal. */
async function send(
  url: string,
  headers: Record<string, string>,
  how: { method?: string; app?: object } = {},
) {
  const { method = 'POST', app = {} } = how;
  const answer = await open(app).inject({
    method: method as 'POST',
    url,
    headers: { host: 'shop.example', cookie: COOKIE, ...headers },
  });
  const problem = String(answer.headers['content-type']).includes('problem') ? answer.json().code : '';
  return `${answer.statusCode} ${problem}`.trim();
}

test('what another site has a browser do in a visitor’s name is refused, by the API and by pages', async () => {
  const foreign: Record<string, string>[] = [
    { origin: 'https://evil.example' },
    { origin: 'http://sub.shop.example' },
    { origin: 'http://shop.example:8080' },
    { origin: 'http://shop.example.evil.example' },
    { origin: 'null' },
    { origin: '' },
    { 'sec-fetch-site': 'cross-site' },
    { 'sec-fetch-site': 'same-site', origin: 'http://shop.example' },
  ];
  for (const headers of foreign) {
    for (const method of ['POST', 'PUT', 'PATCH', 'DELETE']) {
      assert.equal(await send(ACT, headers, { method }), '403 foreign_origin', JSON.stringify(headers));
    }
    const before = seen.length;
    assert.equal(await send('/sign-out', headers), '403', JSON.stringify(headers));
    assert.equal(seen.length, before);
    for (const method of ['GET', 'HEAD']) assert.equal(await send(ACT, headers, { method }), '200');
  }
  const secure = { cookie: `__Host-sagashop_session=${TOKEN}`, origin: 'https://evil.example' };
  assert.equal(await send(ACT, secure), '403 foreign_origin');
});

test('the shop’s own pages and programs go on', async () => {
  const own = { origin: 'http://shop.example' };
  for (const headers of [own, { ...own, 'sec-fetch-site': 'same-origin' }]) {
    assert.equal(await send(ACT, headers), '200');
    assert.equal(await send('/sign-out', headers), '200');
  }
  // A proxy ended TLS and did not say so.
  assert.equal(await send(ACT, { origin: 'https://shop.example' }), '200');
  // The web process asks the API for a visitor, and says no origin.
  assert.equal(await send(ACT, {}), '200');
  const evil = { origin: 'https://evil.example' };
  assert.equal(await send(ACT, { ...evil, authorization: `Bearer ${TOKEN}` }), '200');
  assert.equal(await send(ACT, { ...evil, cookie: 'sagashop_language=ru' }), '200');
});

test('a form for a page with a session says where it comes from; without a session it need not', async () => {
  assert.equal(await send('/sign-out', {}), '403');
  assert.equal(await send('/sign-out', { authorization: 'Basic YTpi' }), '403');
  assert.equal(await send('/sign-out', { 'sec-fetch-site': 'same-origin' }), '200');
  assert.equal(await send('/sign-in', { cookie: 'sagashop_language=ru' }), '200');
  assert.equal(await send('/account', {}, { method: 'GET' }), '200');
});

test('behind a proxy the shop’s own address is the public one, or the one that a trusted proxy names', async () => {
  const host = { host: 'gateway.internal:3000' };
  const browser = { ...host, origin: 'https://shop.example' };
  assert.equal(await send(ACT, browser), '403 foreign_origin');
  assert.equal(await send(ACT, browser, { app: { publicUrl: 'https://shop.example' } }), '200');
  const told = { ...browser, 'x-forwarded-host': 'shop.example', 'x-forwarded-proto': 'https' };
  assert.equal(await send(ACT, told), '403 foreign_origin');
  assert.equal(await send(ACT, told, { app: { trustProxy: 'loopback' } }), '200');
  const plain = { ...told, origin: 'http://shop.example' };
  assert.equal(await send(ACT, plain, { app: { trustProxy: 'loopback' } }), '403 foreign_origin');
});
