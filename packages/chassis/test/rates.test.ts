import assert from 'node:assert/strict';
import { test } from 'node:test';
import pino from 'pino';
import type { RouteLimits } from '../src/guards/allowances.ts';
import { buckets, limitRates } from '../src/guards/rate-limits.ts';
import { createApp } from '../src/http/create-app.ts';
import type { Identity } from '../src/http/identity.ts';
import { createMetrics } from '../src/observe/metrics.ts';

test('a bucket takes so many at once, then one in its time, and a refused one does not count', () => {
  let now = 0;
  const { take } = buckets(100, () => now);
  const one = { key: 'a', room: 3, each: 2 };
  assert.deepEqual([take([one]), take([one]), take([one])], [0, 0, 0]);
  assert.equal(take([one]), 2);
  now = 500;
  assert.equal(take([one]), 1.5);
  now = 2000;
  assert.equal(take([one]), 0);
  assert.equal(take([one]), 2);
  assert.equal(take([{ ...one, key: 'b' }]), 0, 'another one');
});

test('what is refused by one bucket counts in none', () => {
  const { take } = buckets(100, () => 0);
  const [narrow, wide] = [
    { key: 'narrow', room: 1, each: 1 },
    { key: 'wide', room: 2, each: 1 },
  ];
  assert.equal(take([narrow, wide]), 0);
  assert.ok(take([narrow, wide]) > 0);
  assert.equal(take([wide]), 0);
});

test('buckets take no more memory than they are given, whoever comes', () => {
  let now = 0;
  const { take, size } = buckets(1000, () => now);
  for (let nth = 0; nth < 20_000; nth += 1) take([{ key: `k${nth}`, room: 1, each: 3600 }]);
  assert.ok(size() <= 1001, `${size()}`);
  now = 4_000_000;
  for (let nth = 0; nth < 1000; nth += 1) take([{ key: 'one', room: 9999, each: 0.001 }]);
  assert.ok(size() <= 1, 'what is empty again is forgotten');
});

async function openApp(limits: RouteLimits | undefined) {
  const app = createApp({ log: pino({ level: 'silent' }), metrics: createMetrics() });
  app.addHook('onRequest', async (request) => {
    const given = request.headers['x-test-identity'];
    if (typeof given === 'string') request.identity = JSON.parse(given) as Identity;
  });
  limitRates(app);
  const config = { service: 'test', needs: 'anyone' as const, ...(limits && { limits }) };
  app.post('/things', { config }, async () => ({}));
  app.get('/things', { config: { service: 'test', needs: 'anyone' } }, async () => ({}));
  await app.ready();
  const ask = async (from: string, user?: Partial<Identity>, method: 'GET' | 'POST' = 'POST') => {
    const headers = user && { 'x-test-identity': JSON.stringify(user) };
    return app.inject({ method, url: '/things', remoteAddress: from, ...(headers && { headers }) });
  };
  /** How many of `count` requests are let through. */
  const passed = async (count: number, from: (nth: number) => string, user?: Partial<Identity>) => {
    const answers = [];
    for (let nth = 0; nth < count; nth += 1) answers.push((await ask(from(nth), user)).statusCode);
    return answers.filter((status) => status === 200).length;
  };
  return { ask, passed };
}

const FEW: RouteLimits = {
  rates: [
    { by: 'address', room: 5, each: 100 },
    { by: 'user', room: 3, each: 100 },
  ],
};

test('an address is answered as often as its route says, its neighbour is not counted with it', async () => {
  const { ask, passed } = await openApp(FEW);
  assert.equal(await passed(8, () => '192.0.2.1'), 5);
  const refused = await ask('192.0.2.1');
  assert.deepEqual([refused.statusCode, refused.json().code], [429, 'too_many_attempts']);
  assert.ok(Number(refused.headers['retry-after']) > 0);
  assert.equal((await ask('192.0.2.2')).statusCode, 200);
  assert.equal((await ask('192.0.2.1', undefined, 'GET')).statusCode, 200, 'reading is another route');
});

test('an IPv6 network of 56 bits is one address, one of 48 bits four', async () => {
  const { passed } = await openApp(FEW);
  assert.equal(await passed(8, (nth) => `2001:db8:0:1${nth}::${nth}`), 5);
  assert.equal(await passed(40, (nth) => `2001:db8:0:${(nth + 2).toString(16)}00::1`), 15);
  assert.equal(await passed(8, () => '2001:db8:1::1'), 5);
});

test('a user is counted wherever they come from, who works for the shop not at all', async () => {
  const { passed } = await openApp(FEW);
  const somebody = { userId: 'a', roles: [], isAdmin: false };
  assert.equal(await passed(8, (nth) => `192.0.2.${nth}`, somebody), 3);
  assert.equal(await passed(3, (nth) => `192.0.3.${nth}`, { ...somebody, userId: 'b' }), 3);
  assert.equal(await passed(20, () => '192.0.4.1', { userId: 'c', roles: ['packer'] }), 20);
  assert.equal(
    await passed(20, () => '192.0.4.1', { userId: 'd', isAdmin: true }),
    20,
    'of the release before',
  );
});

test('what changes something has limits also where its route says nothing', async () => {
  const { passed } = await openApp(undefined);
  const somebody = { userId: 'a', roles: [], isAdmin: false };
  const many = await passed(1200, (nth) => `10.0.${nth >> 8}.${nth & 255}`, somebody);
  assert.ok(many >= 1000 && many < 1200, `${many}`);
});
