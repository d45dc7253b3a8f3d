import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import type { Peers } from '@sagashop/chassis/service/calls';
import { openOrigins } from '@sagashop/chassis/service/origins';
import type { Service } from '@sagashop/chassis/service/service';
import { serviceApp } from '@sagashop/chassis/service/service-app';
import { ephemeralKeys } from '@sagashop/chassis/service/service-keys';
import { testContext } from '@sagashop/chassis/testing';
import { newId } from '@sagashop/kernel/ids';
import { createGateway } from '../src/app.ts';

const keys = ephemeralKeys('gateway');
/** Who has the session of every request. */
let known: object | null = null;
const ask = async (_call: unknown, { hashes }: { hashes: string[] }) => ({
  identities: hashes.map(() => known),
});
const context = testContext({}, { ask: ask as unknown as Peers['ask'] });

/** A service that answers what it was asked. */
const mirror = (name: string, prefix: string): Service => ({
  name,
  routes: (app) => {
    app.all(`/api/${prefix}/:what`, async ({ headers, body, ip, protocol, url, identity }, reply) =>
      reply
        .code(202)
        .headers({ location: '/api/elsewhere', 'set-cookie': ['a=1', 'b=2'] })
        .send({ headers, body, ip, protocol, url, identity }),
    );
  },
  calls: {},
  ready: async () => {},
  start: async () => {},
  stop: async () => {},
});
/** A catalogue that counts what it is sent. */
const counting: Service = {
  ...mirror('catalog', 'products'),
  routes: (app) => {
    app.register(async (scope) => {
      scope.removeAllContentTypeParsers();
      const read = { parseAs: 'buffer', bodyLimit: 22_000_000 } as const;
      scope.addContentTypeParser('*', read, (_request, body, done) => done(null, body));
      for (const url of ['/api/products/*', '/api/imports'])
        scope.post(url, { bodyLimit: 22_000_000 }, async ({ body }) => ({ bytes: (body as Buffer).length }));
    });
  },
};
const apps = [mirror('user', 'users'), mirror('order', 'orders'), counting].map((service) =>
  serviceApp({ ...context, services: [service], keys }),
);
const urls = await Promise.all(apps.map((app) => app.listen({ host: '127.0.0.1', port: 0 })));
const origins = openOrigins({
  user: urls[0]!,
  order: urls[1]!,
  catalog: urls[2]!,
  stock: 'http://127.0.0.1:1',
});
const gateway = createGateway({ services: [], ...context, origins, keys });
after(async () => {
  await origins.close();
  await Promise.all(apps.map((app) => app.close()));
});

const headers = {
  authorization: `Bearer ${'a'.repeat(43)}`,
  cookie: 'theme=dark',
  'idempotency-key': 'k',
  prefer: 'wait=1',
  'accept-language': 'ru',
  'x-sagashop-identity': 'made up',
  'x-sagashop-else': 'made up',
  'x-forwarded-for': '6.6.6.6',
  'x-forwarded-proto': 'https',
};

test('files go to the routes that take them, from staff alone', async () => {
  const staff = {
    roles: ['clerk'],
    isAdmin: false,
    userId: newId(),
    username: 'c',
    language: 'en',
    email: 'c@d.test',
    name: 'C',
  };
  const send = async (payload: Buffer, who: object | null, path = `/api/products/${newId()}/pictures`) => {
    known = who;
    const type = { 'content-type': 'multipart/form-data; boundary=x' };
    const answer = await gateway.inject({
      method: 'POST',
      url: path,
      headers: { ...headers, ...type },
      payload,
    });
    return [answer.statusCode, answer.json().bytes ?? answer.json().code];
  };
  const large = Buffer.alloc(9_000_000);
  assert.deepEqual(await send(large, staff), [200, 9_000_000]);
  assert.deepEqual(await send(Buffer.alloc(10_200_000), staff), [413, 'body_too_large']);
  assert.deepEqual(await send(large, staff, `/api/products/${newId()}`), [413, 'body_too_large']);
  assert.deepEqual(await send(Buffer.alloc(20_000_000), staff, '/api/imports'), [200, 20_000_000]);
  assert.deepEqual(await send(Buffer.alloc(21_000_000), staff, '/api/imports'), [413, 'body_too_large']);
  assert.deepEqual(await send(large, { ...staff, roles: [] }), [403, 'forbidden']);
  assert.deepEqual(await send(large, null), [401, 'not_signed_in']);
});

test('a request is handed on with what the service needs, and its answer comes back whole', async () => {
  const answer = await gateway.inject({
    method: 'POST',
    url: '/api/orders/x?y=%20z',
    headers,
    payload: { n: 1 },
  });
  assert.deepEqual([answer.statusCode, answer.headers.location], [202, '/api/elsewhere']);
  assert.deepEqual(answer.headers['set-cookie'], ['a=1', 'b=2']);
  const seen = answer.json();
  assert.deepEqual([seen.url, seen.body, seen.identity], ['/api/orders/x?y=%20z', { n: 1 }, null]);
  assert.deepEqual(
    [seen.headers['idempotency-key'], seen.headers.prefer, seen.headers['accept-language']],
    ['k', 'wait=1', 'ru'],
  );
  assert.deepEqual(
    [seen.ip, seen.protocol],
    ['127.0.0.1', 'http'],
    'nobody is believed who is no trusted proxy',
  );
  const { authorization, cookie, 'x-sagashop-else': more } = seen.headers;
  assert.deepEqual([authorization, cookie, more], [undefined, undefined, undefined]);
  const user = (await gateway.inject({ method: 'DELETE', url: '/api/users/me', headers })).json();
  assert.deepEqual(
    [user.headers.authorization, user.headers.cookie],
    [headers.authorization, headers.cookie],
  );
});

test('a service in another process hears from us that a trusted proxy was reached over TLS', async () => {
  const options = { services: [], ...context, origins, keys, trustProxy: '127.0.0.1' };
  const seen = (await createGateway(options).inject({ method: 'GET', url: '/api/users/me', headers })).json();
  assert.deepEqual([seen.ip, seen.protocol], ['6.6.6.6', 'https']);
});

test('an answer that is too long to be held comes back whole as well', async () => {
  const long = 'я'.repeat(150_000);
  const answer = await gateway.inject({ method: 'POST', url: '/api/orders/x', headers, payload: { long } });
  assert.deepEqual([answer.statusCode, answer.json().body], [202, { long }]);
  assert.equal((await gateway.inject({ method: 'HEAD', url: '/api/users/me' })).body, '');
});

test('a service that is away, or whose address nobody knows, is 503 with its name while the others work', async () => {
  for (const [url, service] of Object.entries({ '/api/stock/1': 'stock', '/api/couriers': 'delivery' })) {
    const answer = await gateway.inject({ url });
    assert.deepEqual(
      [answer.statusCode, answer.json().code, answer.json().service],
      [503, 'unavailable', service],
    );
  }
  assert.equal((await gateway.inject({ url: '/api/users/me' })).statusCode, 202);
  const ready = await gateway.inject({ url: '/health/ready' });
  assert.deepEqual([ready.statusCode, ready.json().services.order], [200, 'ready']);
  assert.match(ready.json().services.stock, /^not ready/);
});

test('a body that is too large or malformed is refused as it is in one process', async () => {
  const post = (payload: string, more = {}) =>
    gateway.inject({
      method: 'POST',
      url: '/api/orders/x',
      headers: { 'content-type': 'application/json', ...more },
      payload,
    });
  assert.equal((await post(`"${'x'.repeat(1_000_001)}"`)).json().code, 'body_too_large');
  assert.equal((await post('{')).json().code, 'malformed_body');
  assert.equal((await post('a', { 'content-type': 'text/plain' })).json().code, 'unsupported_media_type');
});
