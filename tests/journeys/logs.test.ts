import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { createLog } from '@sagashop/chassis/observe/log';
import { until } from '../../cli/test/scratch.ts';
import { startShopWithPages } from '../browser/shop-with-pages.ts';
import { way } from './test-shop.ts';

type Line = Record<string, string | number>;

const written: string[] = [];
way.split = true;
way.log = createLog({ LOG_LEVEL: 'trace', SAGASHOP_LOG: 'json' }, 'sagashop', {
  write: (line) => written.push(line),
});
const shop = await startShopWithPages({}, (line) => written.push(line));

/** What one person tells the shop, each in a way that nothing else looks like. */
const ANNA = {
  username: 'zanna-userling',
  password: 'Vq7-unlikely-password',
  email: 'zanna.letterbox@private.test',
  firstName: 'Zannaforename',
  lastName: 'Zannasurname',
  phone: '+79990001122',
};
const ADDRESS = 'Hidden Lane 77, flat 13';
const KEYS = ['idem-key-zanna-deposit', 'idem-key-zanna-order'] as const;
const SEARCHED = 'zannaseeksprivately';
const TRACE = '0af7651916cd43dd8448eb211c80319c';
const traceparent = `00-${TRACE}-b7ad6b7169203331-01`;
const secrets: string[] = [...Object.values(ANNA), ADDRESS, ...KEYS, SEARCHED];

const lines = () => written.map((line) => JSON.parse(line) as Line);
const page = (path: string, init: RequestInit = {}) =>
  fetch(shop.url + path, { redirect: 'manual', ...init });

/** Signs up, signs in, pays in; answers the token. */
async function arrive(): Promise<string> {
  const { username, password } = ANNA;
  await shop.must(201, shop.ask('POST', '/api/users', { body: ANNA }));
  await shop.must(409, shop.ask('POST', '/api/users', { body: ANNA }));
  const wrong = { username, password: `${password}-wrong` };
  await shop.must(401, shop.ask('POST', '/api/session', { body: wrong }));
  const { token } = await shop.must(201, shop.ask('POST', '/api/session', { body: { username, password } }));
  secrets.push(token);
  const deposit = { as: token, key: KEYS[0], body: { amount: 10_000_000 } };
  await shop.must(201, shop.ask('POST', '/api/account/deposits', deposit));
  return token;
}

/** Sends what is wrong, in ways that tempt whoever logs errors. */
async function err(token: string, productId: string): Promise<void> {
  await shop.ask('POST', '/api/users', { body: `{"email": "${ANNA.email}", broken` });
  await shop.ask('POST', '/api/users', { body: { ...ANNA, phone: { number: ANNA.phone } } });
  await shop.ask('POST', '/api/orders', {
    as: token,
    body: { lines: [{ productId, quantity: 'all' }], address: ADDRESS },
  });
  await shop.ask('GET', `/api/products?search=${SEARCHED}`);
  await shop.ask('GET', `/api/${SEARCHED}?email=${ANNA.email}`);
  await shop.ask('POST', '/api/orders/track', { body: { number: 'S-1', email: ANNA.email } });
}

/** Looks at pages as a member, and sends forms. */
async function browse(token: string): Promise<void> {
  const cookie = `sagashop_session=${token}`;
  for (const path of ['/', `/search?q=${SEARCHED}`, '/account', '/orders', `/p/${SEARCHED}`])
    await (await page(path, { headers: { cookie } })).text();
  const body = new URLSearchParams({ username: ANNA.username, password: `${ANNA.password}-again` });
  assert.equal((await page('/sign-in', { method: 'POST', body, headers: { origin: shop.url } })).status, 401);
}

test('a log at its most talkative says nothing personal and no secret, whatever happens', async () => {
  const token = await arrive();
  const productId = (await shop.ask('GET', '/api/products?search=teapot&limit=1')).body.items[0].id;
  const headers = { traceparent, prefer: 'wait=30' };
  const body = { lines: [{ productId, quantity: 1 }], address: ADDRESS };
  const placing = shop.ask('POST', '/api/orders', { as: token, key: KEYS[1], headers, body });
  const order = await shop.must(201, placing);
  await err(token, productId);
  await browse(token);
  await shop.ask('POST', `/api/orders/${order.id}/cancellation`, { as: token, body: {} });
  // A database that dislikes a row tells the whole of it; ours is made to.
  await shop.behind('user', (tx) =>
    tx.unsafe("alter table users add constraint odd check (first_name <> 'Zannaforename') not valid"),
  );
  const broken = { ...ANNA, username: `${ANNA.username}2`, email: `2${ANNA.email}` };
  await shop.must(500, shop.ask('POST', '/api/users', { body: broken, headers: { traceparent } }));
  await until(async () => written.some((line) => line.includes('a request broke')));
  const told = written.join('\n');
  for (const secret of secrets) assert.ok(!told.includes(secret), `${secret} is in the log`);
  assert.ok(written.length > 50, `${written.length} lines`);
});

test('a request is told with its trace and its order, by its route alone', () => {
  const found = lines().filter(
    (line) => line['url.path'] === '/api/orders' && line['http.response.status_code'] === 201,
  );
  const services = found.map((line) => line['service.name']).sort();
  assert.deepEqual(services, ['gateway', 'order']);
  for (const line of found) {
    assert.equal(line['trace.id'], TRACE);
    assert.match(String(line['labels.order_id']), /^[0-9a-f-]{36}$/);
    assert.ok(Number(line['event.duration']) > 0);
    assert.equal(line['http.request.method'], 'POST');
  }
  const cancelled = lines().find((line) => line['url.path'] === '/api/orders/:id/cancellation');
  assert.equal(cancelled?.['labels.order_id'], found[0]!['labels.order_id']);
});

test('what broke is told by its kind, its code and its place', () => {
  const broken = lines().find((line) => line['message'] === 'a request broke');
  assert.equal(broken?.['error.code'], '23514');
  assert.equal(broken['error.type'], 'PostgresError');
  assert.equal(broken['trace.id'], TRACE);
  assert.match(String(broken['error.stack_trace']), /\n\s+at /);
});

test('every field of every line is one of docs/logs.md', () => {
  const documented = readFileSync(new URL('../../docs/logs.md', import.meta.url), 'utf8');
  const known = new Set([...documented.matchAll(/^\| `([@\w.]+)` \|/gm)].map(([, name]) => name!));
  const seen = new Set(lines().flatMap(Object.keys));
  for (const name of seen) assert.ok(known.has(name) || /^labels\.[a-z_]+$/.test(name), name);
  for (const name of ['@timestamp', 'log.level', 'message', 'ecs.version', 'service.name', 'event.dataset'])
    assert.ok(
      lines().every((line) => line[name] !== undefined),
      name,
    );
});
