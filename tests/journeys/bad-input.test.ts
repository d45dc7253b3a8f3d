import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { test } from 'node:test';
import { SERVICES } from '../../cli/src/services.ts';
import { until } from '../../cli/test/scratch.ts';
import { openTestShop, way } from './test-shop.ts';

const shop = await openTestShop();
const alice = await shop.customer(100_000);
const teapot = await shop.product(100, 10);

async function refuses(
  method: string,
  path: string,
  status: number,
  code: string,
  options: Parameters<typeof shop.ask>[2] = {},
) {
  const answer = await shop.ask(method, path, options);
  assert.deepEqual(
    [answer.status, answer.body?.code],
    [status, code],
    `${method} ${path} ${JSON.stringify(options.body)}`,
  );
  assert.equal(answer.headers.get('content-type'), 'application/problem+json');
  assert.equal(answer.body.status, status);
  if (code === 'validation_failed') assert.ok(answer.body.errors.length > 0);
}

test('what only an administrator may do is refused to customers, and to nobody at all', async () => {
  const category = { slug: 'x', name: { en: 'X', ru: 'X' } };
  const routes: [string, string, unknown?][] = [
    ['POST', '/api/categories', category],
    ['POST', '/api/products', {}],
    ['PATCH', `/api/products/${teapot}`, { price: { amount: 1, currency: 'RUB' } }],
    ['DELETE', `/api/products/${teapot}`],
    ['GET', `/api/stock/${teapot}`],
    ['POST', `/api/stock/${teapot}/receipts`, { quantity: 1 }],
    ['GET', '/api/couriers'],
    ['POST', '/api/couriers', { name: 'X', dailyCapacity: 1 }],
    ['PATCH', `/api/couriers/${randomUUID()}`, { dailyCapacity: 1 }],
    ['POST', `/api/accounts/${alice.id}/deposits`, { amount: 1 }],
    ['GET', '/api/audit'],
  ];
  for (const [method, path, body] of routes) {
    await refuses(method, path, 403, 'forbidden', { as: alice.token, body });
    await refuses(method, path, 401, 'not_signed_in', { body });
  }
});

test('another charset is unsupported, and bytes that are no UTF-8 are a malformed body', async () => {
  const send = async (type: string, body: Uint8Array<ArrayBuffer>) => {
    const headers = { 'content-type': type };
    const answer = await fetch(`${shop.url}/api/session`, { method: 'POST', headers, body });
    return [answer.status, ((await answer.json()) as { code: string }).code];
  };
  const body = Buffer.from('{"username":"\xe9\xff","password":"a long enough one"}', 'latin1');
  assert.deepEqual(await send('application/json; charset=windows-1251', body), [
    415,
    'unsupported_media_type',
  ]);
  assert.deepEqual(await send('application/json', body), [400, 'malformed_body']);
});

test('a search may contain anything', async () => {
  const searches = [
    "'; drop table products; --",
    '\0',
    'a\0b',
    ' ',
    '!!! & | :*',
    '🫖',
    'x'.repeat(10_000),
    'ж'.repeat(10_000),
    '%',
    '"unclosed',
  ];
  for (const search of searches) {
    const answer = await shop.ask('GET', `/api/products?search=${encodeURIComponent(search)}`);
    assert.equal(answer.status, 200, search.slice(0, 20));
    assert.ok(Array.isArray(answer.body.items));
  }
});

test('broken cursors, limits and filters are refused by name', async () => {
  for (const query of [
    'cursor=broken',
    'cursor=bnVsbA',
    'limit=0',
    'limit=101',
    'limit=ten',
    'sort=worst',
    'minPrice=cheap',
    'minPrice=-1',
  ]) {
    await refuses('GET', `/api/products?${query}`, 422, 'validation_failed');
  }
  for (const path of ['/api/orders', '/api/account/entries', '/api/messages']) {
    await refuses('GET', `${path}?cursor=broken`, 422, 'validation_failed', { as: alice.token });
    await refuses('GET', `${path}?limit=-1`, 422, 'validation_failed', { as: alice.token });
  }
});

test('ids that are unknown, or no ids, name nothing', async () => {
  for (const id of [randomUUID(), 'none', "'", '%00', 'x'.repeat(400)]) {
    await refuses('GET', `/api/products/${id}`, 404, 'not_found');
    await refuses('GET', `/api/orders/${id}`, 404, 'not_found', { as: alice.token });
    await refuses('GET', `/api/orders/${id}/saga`, 404, 'not_found', { as: alice.token });
    await refuses('GET', `/api/stock/${id}`, 404, 'not_found', { as: shop.admin });
    await refuses('PATCH', `/api/couriers/${id}`, 404, 'not_found', {
      as: shop.admin,
      body: { dailyCapacity: 1 },
    });
    await refuses('DELETE', `/api/products/${id}`, 404, 'not_found', { as: shop.admin });
    await refuses('POST', `/api/stock/${id}/receipts`, 404, 'not_found', {
      as: shop.admin,
      body: { quantity: 1 },
    });
  }
  await refuses('GET', '/api/nothing', 404, 'not_found');
});

test('bodies that are not what the route wants are refused, and nothing is half done', async () => {
  const signUp = { username: 'somebody', password: 'long-and-odd-7', email: 'somebody@shop.test' };
  const users = (body: unknown, status: number, code: string) =>
    refuses('POST', '/api/users', status, code, { body });
  await users({ ...signUp, password: 'short' }, 422, 'weak_password');
  await users({ ...signUp, password: 'password1' }, 422, 'weak_password');
  await users({ ...signUp, password: 'SOMEBODY' }, 422, 'weak_password');
  await users({ ...signUp, email: 'nobody' }, 422, 'validation_failed');
  await users({ ...signUp, isAdmin: true }, 422, 'validation_failed');
  await users({ ...signUp, firstName: 'a\0b' }, 422, 'validation_failed');
  await users('{"username":', 400, 'malformed_body');
  await users('42', 422, 'validation_failed');
  await users('null', 422, 'validation_failed');
  await users({ ...signUp, firstName: 'x'.repeat(2_000_000) }, 413, 'body_too_large');
  await refuses('POST', '/api/users', 415, 'unsupported_media_type', {
    body: 'x=1',
    headers: { 'content-type': 'text/plain' },
  });
  await shop.must(201, shop.ask('POST', '/api/users', { body: signUp }));
  await users({ ...signUp, username: 'SomeBody', email: 'other@shop.test' }, 409, 'username_taken');
  await users({ ...signUp, username: 'other', email: 'SOMEBODY@shop.test' }, 409, 'email_taken');
  await refuses('POST', '/api/session', 401, 'wrong_credentials', {
    body: { username: 'somebody', password: 'not-that-one' },
  });
  await refuses('POST', '/api/session', 401, 'wrong_credentials', {
    body: { username: 'nobody-at-all', password: 'not-that-one' },
  });
  for (const quantity of [0, -1, 1.5, 1e12, 'two', null]) {
    await refuses('POST', `/api/stock/${teapot}/receipts`, 422, 'validation_failed', {
      as: shop.admin,
      body: { quantity },
    });
    const order = { lines: [{ productId: teapot, quantity }] };
    await refuses('POST', '/api/orders', 422, 'validation_failed', { as: alice.token, body: order });
  }
  for (const amount of [0, -5, 1.5, 1e13, '5', null]) {
    await refuses('POST', '/api/account/deposits', 422, 'validation_failed', {
      as: alice.token,
      body: { amount },
    });
  }
  await refuses('POST', '/api/account/deposits', 422, 'wrong_currency', {
    as: alice.token,
    body: { amount: 5, currency: 'EUR' },
  });
  assert.equal((await shop.stock(teapot)).onHand, 10);
  assert.equal((await alice.get('/api/account')).body.balance.amount, 100_000);
});

test('health and metrics can be read, and say which service is not ready', async () => {
  const refused = await alice.order([{ productId: teapot, quantity: 1 }]);
  assert.equal(refused.body.code, 'no_courier');
  assert.equal((await shop.ask('GET', '/health/live')).status, 200);
  // A busy machine may need more than the second after which a database counts as away.
  await until(async () => (await shop.ask('GET', '/health/ready')).status === 200);
  const { services } = (await shop.ask('GET', '/health/ready')).body;
  assert.deepEqual(Object.keys(services).sort(), SERVICES.toSorted());
  const metrics = await (await fetch(`${shop.url}/metrics`)).text();
  const families = ['sagashop_http_request_duration_seconds', 'sagashop_batch_items'];
  // A process tells of what is in it: the order service's sagas are on this page where it is hosted here.
  if (!way.split) families.push('sagashop_sagas_ended_total');
  for (const name of families) assert.match(metrics, new RegExp(name));
});
