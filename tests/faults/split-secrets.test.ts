import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { test } from 'node:test';
import { DATABASES, EVERYTHING } from '../../cli/src/services.ts';
import { scratchDirectory, until } from '../../cli/test/scratch.ts';
import { killedOnTheMap } from './killed-on-the-map.ts';
import { endShop, processesOf, type RunningShop, sagashop, startShop } from './running-shop.ts';

type Json = ReturnType<typeof JSON.parse>; // what a test reads from an answer, it asserts

/** What one person tells the shop, each in a way that nothing else looks like. */
const ANNA = {
  username: 'zanna-userling',
  password: 'Vq7-unlikely-password',
  email: 'zanna.letterbox@private.test',
  firstName: 'Zannaforename',
  lastName: 'Zannasurname',
  phone: '+79990001122',
};
const ADMINS_EMAIL = 'admin@sagashop.example';
const ADDRESS = 'Hidden Lane 77, flat 13';
const name = { en: 'Teapot', ru: 'Чайник' };

test('a shop of many processes', async (t) => {
  const directory = await scratchDirectory(t);
  const strange = {
    PAYMENT_DATABASE_URL: 'postgres://elsewhere/payment',
    SAGASHOP_INTERNAL_KEYS: `k:${'f'.repeat(64)}`,
  };
  const password = { SAGASHOP_ADMIN_PASSWORD: 'chosen-by-me-alone' };
  const env = { ...strange, ...password, LOG_LEVEL: 'info', SAGASHOP_LOG: 'json', SAGASHOP_DEPOSITS: 'open' };
  const shop = await startShop(directory, ['--split', '--no-demo'], env);
  t.after(() => endShop(shop, 'SIGKILL'));

  await t.test(
    'gives each process its own secrets and no others',
    { skip: process.platform !== 'linux' },
    async () => {
      const privateKeys: string[] = [];
      for (const { name, pid } of processesOf(shop.run)) {
        const environ = Object.fromEntries(
          (await readFile(`/proc/${pid}/environ`, 'utf8')).split('\0').map((pair) => pair.split(/=(.*)/s)),
        ) as Record<string, string>;
        const urls = Object.keys(environ).filter((variable) => variable.includes('DATABASE_URL'));
        assert.deepEqual(urls, DATABASES.includes(name) ? [`${name.toUpperCase()}_DATABASE_URL`] : [], name);
        const secrets = Object.keys(environ).filter((variable) => /KEY|PASSWORD|TOKEN/.test(variable));
        const keys = name === 'web' ? [] : ['SAGASHOP_SERVICE_KEY', 'SAGASHOP_SERVICE_KEYS'];
        assert.deepEqual(secrets.sort(), keys, name);
        if (name === 'web') continue;
        assert.match(environ['SAGASHOP_SERVICE_KEY']!, new RegExp(`^${name}:[\\w-]{43}$`));
        privateKeys.push(environ['SAGASHOP_SERVICE_KEY']!);
      }
      assert.equal(new Set(privateKeys).size, EVERYTHING.length);
    },
  );

  await t.test(
    'has a session in run.json that is good for tokens of one command, whatever admin’s password is',
    async () => {
      const token = String(shop.run['token']);
      const ask = (method: string, path: string, as: string, body?: object) =>
        fetch(shop.url + path, {
          method,
          headers: { authorization: `Bearer ${as}`, 'content-type': 'application/json' },
          ...(body && { body: JSON.stringify(body) }),
        });
      const password = { currentPassword: 'chosen-by-me-alone', password: 'chosen-once-more-9' };
      assert.equal((await ask('PATCH', '/api/users/me', shop.admin, password)).status, 200);
      for (const path of ['/api/audit', '/api/orders', '/api/users/me', '/api/session'])
        assert.equal((await ask('GET', path, token)).status, 403, path);
      const scoped = await ask('POST', '/api/session/tokens', token, { scope: 'audit' });
      const given = (await scoped.json()) as { token: string; expiresIn: number };
      assert.deepEqual([scoped.status, given.expiresIn], [201, 300]);
      assert.equal((await ask('GET', '/api/audit?since=2026-01-01T00:00:00Z', given.token)).status, 200);
      for (const path of ['/api/orders', '/api/audit/', '/api/couriers'])
        assert.equal((await ask('GET', path, given.token)).status, 403, path);
      assert.equal((await ask('GET', '/api/%61udit', given.token)).status, 404, 'another path, and none');
      assert.equal((await ask('POST', '/api/session/tokens', given.token, { scope: 'load' })).status, 403);
      assert.equal((await ask('POST', '/api/session/tokens', token, { scope: 'all' })).status, 422);
      const { code, output } = await sagashop(directory, ['audit']);
      assert.equal(code, 0, output);
      const elsewhere = ['audit', '--url', shop.url, '--token', shop.admin];
      assert.equal((await sagashop(directory, elsewhere)).code, 0);
    },
  );

  await t.test('writes nothing personal and no secret into any of its logs', async () => {
    const secrets = await journey(shop);
    const log = () => readFile(join(directory, 'postgres.log'), 'utf8');
    await until(async () => (await log()).includes('users_email'));
    const files = (await readdir(directory)).filter((name) => /\.log/.test(name));
    const logs = await Promise.all(files.map((name) => readFile(join(directory, name), 'utf8')));
    assert.ok(shop.output().split('a request was answered').length > 20, 'each request is told');
    for (const [at, text] of [shop.output(), ...logs].entries())
      for (const secret of secrets)
        assert.ok(!text.includes(secret), `${secret} is in ${files[at - 1] ?? 'what was printed'}`);
  });

  await t.test('shows on the map within three seconds that a service was killed', () => killedOnTheMap(shop));
});

/** Everything that one person does in a shop, and much that fails; answers what no log may hold. */
async function journey(shop: RunningShop): Promise<string[]> {
  const ask = async (
    method: string,
    path: string,
    body?: object,
    as?: string,
    key: string = randomUUID(),
  ) => {
    const headers: Record<string, string> = { 'content-type': 'application/json', prefer: 'wait=30' };
    if (as) headers['authorization'] = `Bearer ${as}`;
    if (method === 'POST') headers['idempotency-key'] = key;
    const init = { method, headers, ...(body ? { body: JSON.stringify(body) } : {}) };
    const response = await fetch(shop.url + path, init);
    const text = await response.text();
    const cookie = response.headers.get('set-cookie') ?? '';
    return { status: response.status, body: (text ? JSON.parse(text) : {}) as Json, cookie };
  };
  const must = async (status: number, ...asked: Parameters<typeof ask>) => {
    const answer = await ask(...asked);
    assert.equal(answer.status, status, `${asked[1]} ${JSON.stringify(answer.body)}`);
    return answer;
  };
  const { username, password, email } = ANNA;
  await must(201, 'POST', '/api/users', ANNA);
  await must(409, 'POST', '/api/users', { ...ANNA, username: `${username}2` });
  await must(401, 'POST', '/api/session', { username, password: `${password}-wrong` });
  const { body, cookie } = await must(201, 'POST', '/api/session', { username, password });
  const token: string = body.token;
  const category = await must(201, 'POST', '/api/categories', { slug: 'tea', name }, shop.admin);
  const price = { amount: 1000, currency: 'RUB' };
  const product = { name, description: name, price, categoryId: category.body.id };
  const { id: productId } = (await must(201, 'POST', '/api/products', product, shop.admin)).body;
  const order = { lines: [{ productId, quantity: 1 }], address: ADDRESS };
  const opened = async () =>
    (await ask('GET', `/api/stock/${productId}`, undefined, shop.admin)).status === 200;
  await until(opened);
  await must(409, 'POST', '/api/orders', order, token);
  await must(201, 'POST', '/api/account/deposits', { amount: 100_000 }, token, 'idem-key-zanna-deposit');
  await must(409, 'POST', '/api/orders', order, token);
  await must(201, 'POST', `/api/stock/${productId}/receipts`, { quantity: 5 }, shop.admin);
  await must(201, 'POST', '/api/couriers', { name: 'Carl', dailyCapacity: 5 }, shop.admin);
  const { body: placed } = await must(201, 'POST', '/api/orders', order, token, 'idem-key-zanna-order');
  await must(422, 'POST', '/api/orders', { ...order, lines: [{ productId, quantity: 'all' }] }, token);
  await must(404, 'POST', '/api/orders/track', { number: 'S-1', email });
  await must(409, 'PATCH', '/api/users/me', { email: ADMINS_EMAIL, currentPassword: password }, token);
  await ask('POST', `/api/orders/${placed.id}/cancellation`, {}, token);
  await (await fetch(`${shop.url}/account`, { headers: { cookie: `sagashop_session=${token}` } })).text();
  return [
    ...Object.values(ANNA),
    ADDRESS,
    token,
    cookie.split(';')[0]!,
    shop.admin,
    String(shop.run['token']),
    'idem-key-zanna',
  ];
}
