import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { after, test } from 'node:test';
import { type Command, done, fault } from '@sagashop/saga/message';
import { Type } from 'typebox';
import { refuse } from '../src/errors.ts';
import { type Identity, signedIn } from '../src/http/identity.ts';
import { createMetrics } from '../src/observe/metrics.ts';
import { answers, call } from '../src/service/calls.ts';
import { httpPeers } from '../src/service/http-peers.ts';
import { openOrigins } from '../src/service/origins.ts';
import type { Service } from '../src/service/service.ts';
import { serviceApp } from '../src/service/service-app.ts';
import { ephemeralKeys, readServiceKeys } from '../src/service/service-keys.ts';
import { signShared } from '../src/service/shared-keys.ts';
import { tokenHeaders } from '../src/service/token-headers.ts';
import { type Kind, tokenMaker } from '../src/service/tokens.ts';
import { testContext } from '../src/testing.ts';

const double = call(
  'small',
  'double',
  Type.Object({ number: Type.Integer() }),
  Type.Object({ number: Type.Integer() }),
);
const ask = (name: string, service = 'small') => call(service, name, Type.Object({}), Type.Unknown());
const keys = ephemeralKeys('big', 'gateway', 'odd', 'small');
const identity: Identity = {
  userId: randomUUID(),
  username: 'alice',
  isAdmin: false,
  language: 'en',
  email: 'alice@example.test',
  name: 'Alice',
};
const batches: number[] = [];
const heard: unknown[] = [];
let waiting: Command[] = [];
const small: Service = {
  name: 'small',
  callers: {
    big: [
      'double',
      'refuse',
      'break',
      'half',
      'small.do',
      'small.half',
      'small.nothing',
      'small.odd',
      'big.news',
    ],
    odd: ['refuse'],
  },
  routes: (app) => void app.get('/api/me', async (request) => signedIn(request)),
  calls: {
    ...answers(double, async ({ number }) => ({ number: number * 2 })),
    ...answers(ask('refuse'), async () => Promise.reject(refuse.not_found())),
    ...answers(ask('break'), async () => Promise.reject(new Error('secret words'))),
  },
  subscribes: { 'big.news': async (bodies) => void heard.push(...bodies) },
  handle: async (command) => {
    waiting.push(command);
    setImmediate(() => {
      if (waiting.length > 0) batches.push(waiting.length);
      waiting = [];
    });
    if (command.type === 'small.nothing') throw new Error('the database is away');
    return command.type === 'small.do' ? done({ order: command.order }) : fault('unknown');
  },
  ready: async () => {},
  start: async () => {},
  stop: async () => {},
};
const { log } = testContext({});
const metrics = createMetrics();
const app = serviceApp({ services: [small], keys, log, metrics });
const url = await app.listen({ host: '127.0.0.1', port: 0 });
const origins = openOrigins({ small: url, gone: 'http://127.0.0.1:1' });
const peers = httpPeers({ origins, keys, as: 'big', log, metrics, subscribers: { 'big.news': ['small'] } });
after(async () => {
  await origins.close();
  await app.close();
});

const command = (type = 'small.do', service = 'small'): Command => ({
  id: '1',
  type,
  version: 1,
  saga: randomUUID(),
  order: randomUUID(),
  expiresAt: null,
  trace: null,
  body: { service },
});
const me = (headers: Record<string, string>) => app.inject({ url: '/api/me', headers });
const token = (issuer: string, kind: Kind, audience = 'small', now = Date.now()) => ({
  'x-sagashop-token': tokenMaker(keys, issuer, () => now)(
    kind,
    audience,
    kind === 'customer' ? identity : null,
  ),
});
const ofBig = () => token('big', 'service');
const ofGateway = () => token('gateway', 'customer');

test('commands go in batches, and each gets its own reply', async () => {
  const commands = Array.from({ length: 200 }, () => command());
  const replies = await Promise.all(commands.map((one) => peers.send('small', one)));
  assert.deepEqual(
    replies,
    commands.map(({ order }) => done({ order })),
  );
  assert.ok(batches.length < 10, `${batches.length} batches`);
});

test('a command whose trace is none is handled all the same', async () => {
  const payload = {
    commands: ['', 'x', `00-${'0'.repeat(32)}-1-01`].map((trace) => ({ ...command(), trace })),
  };
  const response = await app.inject({ method: 'POST', url: '/messages', headers: ofBig(), payload });
  const kinds = response.json().replies.map(({ kind }: { kind: string }) => kind);
  assert.deepEqual(kinds, ['done', 'done', 'done']);
});

test('a malformed command is an answered fault, and the others of its batch succeed', async () => {
  const good = command();
  const commands = [good, { ...command(), order: 'none' }, 'x', null, { ...command(), id: undefined }];
  const response = await app.inject({
    method: 'POST',
    url: '/messages',
    headers: ofBig(),
    payload: { commands },
  });
  const { replies } = response.json();
  assert.equal(response.statusCode, 200);
  assert.deepEqual(replies[0], done({ order: good.order }));
  assert.deepEqual(
    replies.map((reply: { kind: string }) => reply.kind),
    ['done', 'fault', 'fault', 'fault', 'fault'],
  );
});

test('what is no answer rejects: a command that got none, a service that is away', async () => {
  await assert.rejects(peers.send('small', command('small.nothing')), { code: 'unavailable' });
  await assert.rejects(peers.send('gone', command()), { code: 'unavailable', more: { service: 'gone' } });
  await assert.rejects(peers.ask(ask('double', 'gone'), {}), { code: 'unavailable' });
  await assert.rejects(peers.ask(ask('double', 'unknown'), {}), { more: { service: 'unknown' } });
  await assert.rejects(peers.ask(ask('break'), {}), { code: 'unavailable', message: /away/ });
});

test('questions and events arrive, and a refusal comes back as it was meant', async () => {
  assert.deepEqual(await peers.ask(double, { number: 21 }), { number: 42 });
  await assert.rejects(peers.ask(ask('refuse'), {}), { code: 'not_found', status: 404 });
  await assert.rejects(peers.ask(ask('toString'), {}), { code: 'not_found' });
  await peers.publish('big.news', [{ a: 1 }, { a: 2 }]);
  await peers.publish('no.listener', [{}]);
  assert.deepEqual(heard, [{ a: 1 }, { a: 2 }]);
});

const post = (url: string, headers: Record<string, string>, payload: object = {}) =>
  app.inject({ method: 'POST', url, headers, payload: { commands: [], bodies: [], number: 1, ...payload } });
/** How often a reason was counted. */
const counted = async (why: string) =>
  Number(
    new RegExp(`sagashop_internal_refusals_total{service="small",why="${why}"} (\\d+)`).exec(
      await metrics.registry.metrics(),
    )?.[1] ?? 0,
  );
const INSIDE = ['/messages', '/internal/double', '/internal/events/big.news'];

test('only a token of ours lets in', async () => {
  assert.deepEqual((await me(ofGateway())).json(), identity);
  const { 'x-sagashop-token': good } = ofGateway();
  const [head, payload, signature] = good.split('.') as [string, string, string];
  const claims = Buffer.from(payload, 'base64url').toString();
  const admin = Buffer.from(claims.replace('false', 'true')).toString('base64url');
  const strange = tokenMaker(ephemeralKeys('gateway'), 'gateway')('customer', 'small', identity);
  const refused: Record<string, Record<string, string>> = {
    missing: {},
    malformed: { 'x-sagashop-token': JSON.stringify(identity) },
    unknown_key: { 'x-sagashop-token': strange },
    forged: { 'x-sagashop-token': `${head}.${admin}.${signature}` },
    foreign: token('gateway', 'customer', 'payment'),
    expired: token('gateway', 'customer', 'small', Date.now() - 61_000),
    early: token('gateway', 'customer', 'small', Date.now() + 20_000),
  };
  for (const [why, headers] of Object.entries(refused)) {
    const response = await me(headers);
    assert.deepEqual([response.statusCode, response.json().code], [401, 'not_signed_in'], why);
    assert.equal(await counted(why), 1, why);
    for (const path of INSIDE) assert.equal((await post(path, headers)).statusCode, 401, path);
  }
  assert.equal((await app.inject({ url: '/health/ready' })).statusCode, 200);
});

test('a customer’s identity is no service’s word, and a service’s word is no customer', async () => {
  for (const path of INSIDE) assert.equal((await post(path, ofGateway())).statusCode, 403, path);
  assert.equal((await me(ofBig())).statusCode, 403);
  assert.equal((await me(token('gateway', 'service'))).statusCode, 403);
  assert.equal((await me(token('gateway', 'visitor'))).statusCode, 403);
  assert.equal(await counted('wrong_kind'), INSIDE.length + 3);
  assert.equal((await me(token('big', 'customer'))).statusCode, 403, 'who may not say who a customer is');
});

test('who is believed may ask what the service lets it, and nothing else', async () => {
  const before = await counted('uncalled');
  const stranger = token('gateway', 'service');
  for (const path of [...INSIDE, '/internal/unknown']) {
    const answer = await post(path, stranger);
    assert.deepEqual([answer.statusCode, answer.json().code], [403, 'forbidden'], path);
    assert.equal(answer.headers['x-sagashop-refused'], '1');
  }
  assert.equal((await post('/internal/double', token('odd', 'service'))).statusCode, 403);
  assert.equal((await post('/internal/events/big.news', token('odd', 'service'))).statusCode, 403);
  assert.equal((await post('/internal/refuse', token('odd', 'service'))).statusCode, 404);
  assert.equal(await counted('uncalled'), before + 6);
  const commands = [command('small.odd'), command('small.do'), command('small.secret')];
  const { replies } = (await post('/messages', ofBig(), { commands })).json();
  assert.deepEqual(
    replies.map((reply: { kind: string }) => reply.kind),
    ['fault', 'done', 'fault'],
  );
  assert.match(replies[2].message, /big may not send small small\.secret/);
});

test('a service that does not believe or let us counts as away, not as a client that is not signed in', async () => {
  const strange = ephemeralKeys('big');
  for (const other of [
    httpPeers({ origins, keys: strange, as: 'big', log, metrics }),
    httpPeers({ origins, keys, as: 'gateway', log, metrics }),
  ]) {
    await assert.rejects(other.ask(ask('double'), {}), { code: 'unavailable' });
    await assert.rejects(other.send('small', command()), { code: 'unavailable' });
  }
});

test('processes of the release before are believed, and believe us, for as long as the shared keys are there', async () => {
  const both = readServiceKeys({ SAGASHOP_INTERNAL_KEYS: `k1:${'1'.repeat(64)}` });
  const mixed = serviceApp({ services: [small], keys: both, log, metrics });
  const older = (who: Identity | null, now = Date.now()) => ({
    'x-sagashop-identity': signShared(who, 'small', both.shared!, now),
  });
  const ask = (url: string, headers: Record<string, string>) =>
    mixed.inject(
      url.startsWith('/api') ? { url, headers } : { method: 'POST', url, headers, payload: { number: 4 } },
    );
  assert.deepEqual((await ask('/api/me', older(identity))).json(), identity);
  assert.deepEqual((await ask('/internal/double', older(null))).json(), { number: 8 });
  assert.equal((await ask('/internal/double', older(identity))).statusCode, 403, 'a customer is no service');
  assert.equal((await ask('/api/me', older(identity, Date.now() - 61_000))).statusCode, 401);
  assert.equal(
    (await ask('/api/me', older(identity, Date.now() + 3_600_000))).statusCode,
    401,
    'an hour ahead',
  );
  assert.equal((await me(older(identity))).statusCode, 401, 'not where the shared keys are gone');
  const [, fresh, header, old] = tokenHeaders(both, 'gateway').customer(identity, 'small');
  assert.deepEqual(
    [header, (await ask('/api/me', { 'x-sagashop-token': fresh! })).json()],
    ['x-sagashop-identity', identity],
  );
  assert.deepEqual((await ask('/api/me', { 'x-sagashop-identity': old! })).json(), identity);
  const forged = await ask('/api/me', { 'x-sagashop-token': 'x', ...older(identity) });
  assert.equal(forged.statusCode, 401, 'what is there in the new form is what counts');
  assert.deepEqual(
    tokenHeaders(keys, 'gateway').service('small').length,
    2,
    'and nothing of the older form without',
  );
  await mixed.close();
});
