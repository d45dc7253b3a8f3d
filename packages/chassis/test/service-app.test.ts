import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { after, test } from 'node:test';
import { type Command, done, fault } from '@sagashop/saga/message';
import { Type } from 'typebox';
import { call } from '../src/calls.ts';
import { refuse } from '../src/errors.ts';
import { httpPeers } from '../src/http-peers.ts';
import { readInternalKeys, signedIn, signIdentity } from '../src/identity.ts';
import { createMetrics } from '../src/metrics.ts';
import { openOrigins } from '../src/origins.ts';
import type { Service } from '../src/service.ts';
import { serviceApp } from '../src/service-app.ts';
import { testSurroundings } from '../src/testing.ts';

const [old, fresh, strange] = ['1', '2', '3'].map((digit) => `k${digit}:${digit.repeat(64)}`) as [
  string,
  string,
  string,
];
const keys = readInternalKeys(`${fresh},${old}`);
const identity = {
  userId: randomUUID(),
  username: 'alice',
  isAdmin: false,
  language: 'en' as const,
  email: 'alice@example.test',
  name: 'Alice',
};
const batches: number[] = [];
const heard: unknown[] = [];
let waiting: Command[] = [];
const small: Service = {
  name: 'small',
  routes: (app) => void app.get('/api/me', async (request) => signedIn(request)),
  calls: {
    double: async ({ number }: { number: number }) => ({ number: number * 2 }),
    refuse: async () => Promise.reject(refuse.not_found()),
    break: async () => Promise.reject(new Error('secret words')),
  },
  hears: { 'big.news': async (bodies) => void heard.push(...bodies) },
  obey: async (command) => {
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
const { log } = testSurroundings({});
const metrics = createMetrics();
const app = serviceApp({ services: [small], keys, log, metrics });
const url = await app.listen({ host: '127.0.0.1', port: 0 });
const origins = openOrigins({ small: url, gone: 'http://127.0.0.1:1' });
const peers = httpPeers({ origins, keys, log, metrics, listeners: { 'big.news': ['small'] } });
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
const ask = (name: string, service = 'small') => call(service, name, Type.Object({}), Type.Unknown());
const me = (headers: Record<string, string>) => app.inject({ url: '/api/me', headers });
const token = (key: string, audience = 'small', now = Date.now()) => ({
  'x-sagashop-identity': signIdentity(identity, audience, readInternalKeys(key), now),
});

test('commands go in batches, and each gets its own reply', async () => {
  const commands = Array.from({ length: 200 }, () => command());
  const replies = await Promise.all(commands.map((one) => peers.send('small', one)));
  assert.deepEqual(
    replies,
    commands.map(({ order }) => done({ order })),
  );
  assert.ok(batches.length < 10, `${batches.length} batches`);
});

test('a command whose trace is none is obeyed all the same', async () => {
  const payload = {
    commands: ['', 'x', `00-${'0'.repeat(32)}-1-01`].map((trace) => ({ ...command(), trace })),
  };
  const response = await app.inject({ method: 'POST', url: '/messages', headers: token(fresh), payload });
  const kinds = response.json().replies.map(({ kind }: { kind: string }) => kind);
  assert.deepEqual(kinds, ['done', 'done', 'done']);
});

test('a malformed command is an answered fault, and the others of its batch succeed', async () => {
  const good = command();
  const commands = [good, { ...command(), order: 'none' }, 'x', null, { ...command(), id: undefined }];
  const response = await app.inject({
    method: 'POST',
    url: '/messages',
    headers: token(fresh),
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
  assert.deepEqual(await peers.ask(ask('double'), { number: 21 }), { number: 42 });
  await assert.rejects(peers.ask(ask('refuse'), {}), { code: 'not_found', status: 404 });
  await assert.rejects(peers.ask(ask('toString'), {}), { code: 'not_found' });
  await peers.publish('big.news', [{ a: 1 }, { a: 2 }]);
  await peers.publish('no.listener', [{}]);
  assert.deepEqual(heard, [{ a: 1 }, { a: 2 }]);
});

test('only a token of ours lets in, whichever of the keys has signed it', async () => {
  for (const key of [fresh, old]) assert.deepEqual((await me(token(key))).json(), identity);
  const { 'x-sagashop-identity': good } = token(fresh);
  const [payload, id, signature] = good.split('.') as [string, string, string];
  const refused: Record<string, Record<string, string>> = {
    missing: {},
    malformed: { 'x-sagashop-identity': JSON.stringify(identity) },
    unknown_key: token(strange),
    forged: { 'x-sagashop-identity': `${payload}x.${id}.${signature}` },
    foreign: token(fresh, 'payment'),
    expired: token(fresh, 'small', Date.now() - 61_000),
  };
  for (const [why, headers] of Object.entries(refused)) {
    const response = await me(headers);
    assert.deepEqual([response.statusCode, response.json().code], [401, 'not_signed_in'], why);
    const text = await metrics.registry.metrics();
    assert.match(text, new RegExp(`sagashop_internal_refusals_total{service="small",why="${why}"} 1`));
    for (const path of ['/messages', '/internal/double']) {
      const post = await createdPost(path, headers);
      assert.equal(post.statusCode, 401, path);
    }
  }
  assert.equal((await app.inject({ url: '/health/ready' })).statusCode, 200);
});

const createdPost = (url: string, headers: Record<string, string>) =>
  app.inject({ method: 'POST', url, headers, payload: { commands: [], number: 1 } });

test('a service with other keys counts as away, not as a client that is not signed in', async () => {
  const stranger = httpPeers({ origins, keys: readInternalKeys(strange), log, metrics });
  await assert.rejects(stranger.ask(ask('double'), {}), { code: 'unavailable' });
  await assert.rejects(stranger.send('small', command()), { code: 'unavailable' });
});
