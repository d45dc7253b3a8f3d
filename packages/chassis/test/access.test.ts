import assert from 'node:assert/strict';
import { test } from 'node:test';
import pino from 'pino';
import { hasPermission, mayForOthers } from '../src/http/access.ts';
import { createApp } from '../src/http/create-app.ts';
import type { Identity } from '../src/http/identity.ts';
import { createMetrics } from '../src/observe/metrics.ts';

const bake = { name: 'bread.bake', roles: ['baker', 'master'] };

function bakery() {
  const app = createApp({ log: pino({ level: 'silent' }), metrics: createMetrics() });
  app.addHook('onRequest', async (request) => {
    const given = request.headers['x-test-identity'];
    if (typeof given === 'string') request.identity = JSON.parse(given) as Identity;
  });
  const config = { service: 'bakery' };
  app.get('/shop', { config: { ...config, needs: 'anyone' } }, async () => 'bread');
  app.get('/mine', { config: { ...config, needs: 'signed in', othersNeed: bake } }, async (request) => ({
    all: mayForOthers(request),
  }));
  app.post(
    '/oven',
    { config: { ...config, needs: bake }, onRequest: async () => void seen.push(1) },
    () => '',
  );
  app.get('/oven', { config: { ...config, needs: bake } }, async () => 'hot');
  const seen: number[] = [];
  const ask = async (method: 'GET' | 'HEAD' | 'POST', url: string, who?: Partial<Identity>) => {
    const headers = who && { 'x-test-identity': JSON.stringify(who) };
    const answer = await app.inject({ method, url, ...(headers && { headers }) });
    return { status: answer.statusCode, body: answer.body === '' ? {} : answer.body, seen };
  };
  return { app, ask, seen };
}

const baker = { roles: ['guest', 'baker'] };
const guest = { roles: ['guest'] };
const code = ({ status, body }: { status: number; body: unknown }) => [
  status,
  ...(status < 400 || typeof body !== 'string' ? [] : [JSON.parse(body).code, JSON.parse(body).permission]),
];

test('a route is answered to those only whom it is for, and says which permission is missing', async () => {
  const { ask, seen } = bakery();
  assert.deepEqual(code(await ask('GET', '/shop')), [200]);
  assert.deepEqual(code(await ask('GET', '/mine')), [401, 'not_signed_in', undefined]);
  assert.deepEqual(code(await ask('GET', '/mine', guest)), [200]);
  for (const method of ['GET', 'HEAD', 'POST'] as const) {
    assert.equal((await ask(method, '/oven')).status, 401, method);
    assert.equal((await ask(method, '/oven', guest)).status, 403, method);
    assert.equal((await ask(method, '/oven', { roles: [], isAdmin: true })).status, 403, method);
    assert.deepEqual(seen, [], 'nothing of the route was done');
    assert.equal((await ask(method, '/oven', baker)).status, 200, method);
    seen.length = 0;
  }
  assert.deepEqual(code(await ask('POST', '/oven', guest)), [403, 'forbidden', 'bread.bake']);
});

test('what belongs to others is for whoever has that permission', async () => {
  const { ask } = bakery();
  for (const [who, all] of [
    [guest, false],
    [baker, true],
  ] as const)
    assert.deepEqual(JSON.parse(String((await ask('GET', '/mine', who)).body)), { all });
});

test('in the words of the release before, an administrator may everything and nobody else anything', () => {
  assert.equal(hasPermission({ isAdmin: true }, bake), true);
  assert.equal(hasPermission({ isAdmin: false }, bake), false);
});

test('a public route of a service that does not say whom it is for is an error at the start', () => {
  const { app } = bakery();
  assert.throws(
    () => app.get('/api/cellar', { config: { service: 'bakery' } }, async () => ''),
    /GET \/api\/cellar/,
  );
});
