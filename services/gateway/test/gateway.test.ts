import assert from 'node:assert/strict';
import { test } from 'node:test';
import { refuse } from '@sagashop/chassis/errors';
import { signedIn } from '@sagashop/chassis/http/identity';
import { tokenHash } from '@sagashop/chassis/http/session-token';
import type { Peers } from '@sagashop/chassis/service/calls';
import type { Service } from '@sagashop/chassis/service/service';
import { testContext } from '@sagashop/chassis/testing';
import { createGateway } from '../src/app.ts';

const someone = {
  userId: '0190f7a0-0000-7000-8000-000000000001',
  username: 'alice',
  roles: ['clerk'],
  isAdmin: false,
  language: 'en' as const,
  email: 'alice@example.test',
  name: 'Alice',
};

/** A gateway over one small service, and the questions that it asked the user service. */
function gateway(options: { signedIn?: string[]; ready?: () => Promise<void>; away?: boolean } = {}) {
  const known = new Set((options.signedIn ?? []).map(tokenHash));
  const asked: string[][] = [];
  const ask = async (_call: unknown, question: unknown) => {
    const { hashes } = question as { hashes: string[] };
    asked.push(hashes);
    if (options.away) throw refuse.unavailable();
    return { identities: hashes.map((hash) => (known.has(hash) ? someone : null)) };
  };
  const service: Service = {
    name: 'small',
    routes: (app) => {
      app.get('/api/me', async (request) => signedIn(request));
      app.get(
        '/api/secret',
        { config: { needs: { name: 'secrets.read', roles: ['owner'] } } },
        async () => ({}),
      );
      app.get('/api/anyone', async () => ({ open: true }));
    },
    calls: {},
    ready: options.ready ?? (async () => {}),
    start: async () => {},
    stop: async () => {},
  };
  const { peers, log, metrics } = testContext({}, { ask: ask as unknown as Peers['ask'] });
  return { app: createGateway({ services: [service], peers, log, metrics }), asked, known };
}

const [t1, t2] = ['a'.repeat(43), 'b'.repeat(43)] as const;

test('a request is its session’s user, by bearer token or by cookie', async () => {
  const { app } = gateway({ signedIn: [t1] });
  const bearer = await app.inject({ url: '/api/me', headers: { authorization: `Bearer ${t1}` } });
  assert.deepEqual(bearer.json(), someone);
  assert.equal(bearer.headers['cache-control'], 'private, no-store');
  const cookie = await app.inject({
    url: '/api/me',
    headers: { cookie: `theme=dark; sagashop_session=${t1}` },
  });
  assert.deepEqual(cookie.json(), someone);
  assert.equal(
    (await app.inject({ url: '/api/secret', headers: { authorization: `Bearer ${t1}` } })).json().code,
    'forbidden',
  );
});

test('an identity that a client makes up counts for nothing', async () => {
  const { app } = gateway();
  const headers = {
    'x-sagashop-identity': JSON.stringify(someone),
    'x-test-identity': JSON.stringify(someone),
  };
  for (const made of [headers, { authorization: `Bearer ${t2}` }, { authorization: 'Basic YTpi' }, {}]) {
    const response = await app.inject({ url: '/api/me', headers: made });
    assert.deepEqual([response.statusCode, response.json().code], [401, 'not_signed_in']);
  }
});

test('sessions are looked up for every request, together and never from a cache', async () => {
  const { app, asked, known } = gateway({ signedIn: [t1, t2] });
  const get = (token: string) =>
    app.inject({ url: '/api/me', headers: { authorization: `Bearer ${token}` } });
  await Promise.all(Array.from({ length: 50 }, (_, at) => get(at % 2 ? t1 : t2)));
  assert.equal(asked.flat().length, 50);
  assert.ok(asked.length < 25, `${asked.length} questions for 50 requests`);
  known.clear();
  assert.equal((await get(t1)).statusCode, 401);
});

test('when the user service is away, those who are nobody still get their answer', async () => {
  const { app } = gateway({ away: true });
  assert.equal((await app.inject({ url: '/api/anyone' })).statusCode, 200);
  const signed = await app.inject({ url: '/api/anyone', headers: { authorization: `Bearer ${t1}` } });
  assert.deepEqual([signed.statusCode, signed.json().code], [503, 'unavailable']);
});

test('readiness names the service that is not ready, also one that does not answer', async () => {
  let ready = () => Promise.reject(new Error('its database is away')) as Promise<void>;
  const { app } = gateway({ ready: () => ready() });
  const away = await app.inject({ url: '/health/ready' });
  assert.deepEqual([away.statusCode, away.json().services.small], [503, 'not ready: its database is away']);
  ready = () => new Promise(() => {});
  const silent = await app.inject({ url: '/health/ready' });
  assert.deepEqual([silent.statusCode, silent.json().services.small], [503, 'its database does not answer']);
  ready = async () => {};
  assert.equal((await app.inject({ url: '/health/ready' })).statusCode, 200);
  assert.equal((await app.inject({ url: '/health/live' })).statusCode, 200);
});

test('every answer forbids sniffing and framing', async () => {
  const { app } = gateway();
  for (const url of ['/', '/api/anyone', '/api/none', '/none']) {
    const { headers } = await app.inject({ url });
    assert.equal(headers['x-content-type-options'], 'nosniff', url);
    assert.match(String(headers['content-security-policy']), /default-src 'none'/, url);
  }
});
