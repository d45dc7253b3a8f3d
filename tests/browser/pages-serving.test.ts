import assert from 'node:assert/strict';
import { request } from 'node:http';
import { text as textOf } from 'node:stream/consumers';
import { test } from 'node:test';
import { until } from '../../cli/test/scratch.ts';
import { openShopWithPages } from './shop-with-pages.ts';

const shop = await openShopWithPages();
const get = (path: string, headers: Record<string, string> = {}) =>
  fetch(shop.url + path, { headers, redirect: 'manual' });
const { id: product } = (await shop.ask('GET', '/api/products?search=teapot')).body.items[0];

test('a page lets only its own scripts run, and an answer for one visitor is kept by nobody', async () => {
  const answer = await get('/');
  const policy = answer.headers.get('content-security-policy') ?? '';
  const scripts = /script-src ([^;]+)/.exec(policy)?.[1] ?? '';
  assert.match(scripts, /^'self'( 'sha256-[\w+/=]+')+$/);
  assert.match(policy, /default-src 'none'.*frame-ancestors 'none'/);
  assert.ok(!policy.includes('unsafe'));
  const visitor = await shop.customer();
  const mine = await get('/account', { cookie: `sagashop_session=${visitor.token}` });
  assert.equal(mine.status, 200);
  assert.match(mine.headers.get('cache-control') ?? '', /private, no-store/);
  const shared = await (await get('/')).text();
  assert.ok(!shared.includes('href="/account"') && shared.includes('href="/sign-in"'));
});

test('a search text cannot become a script that runs', async () => {
  const html = await (await get(`/search?q=${encodeURIComponent('"><script>alert(1)</script>')}`)).text();
  assert.ok(!html.includes('<script>alert(1)'));
});

test('a form from another site is refused, and one of ours is taken through a proxy', async () => {
  const form = (origin: string, more: Record<string, string> = {}) =>
    new Promise<{ status: number; body: string }>((resolve, reject) => {
      const headers = { 'content-type': 'application/x-www-form-urlencoded', origin, ...more };
      const sent = request(`${shop.url}/sign-in`, { method: 'POST', headers }, async (answer) =>
        resolve({ status: answer.statusCode!, body: await textOf(answer) }),
      );
      sent.once('error', reject).end('username=nobody-here&password=wrong-password-1');
    });
  assert.equal((await form('https://evil.example')).status, 400);
  assert.equal((await form(shop.url)).status, 401);
  assert.equal((await form('http://shop.example', { host: 'shop.example' })).status, 401);
});

test('what no form of ours would send is refused before it does anything', async () => {
  const send = (path: string, headers: Record<string, string>, body: string) =>
    fetch(shop.url + path, { method: 'POST', headers, body, redirect: 'manual' }).then(
      ({ status }) => status,
    );
  const form = { 'content-type': 'application/x-www-form-urlencoded', origin: shop.url };
  for (const path of ['/cart', '/checkout/pay', '/sign-out', '/sign-in']) {
    assert.equal(await send(path, { ...form, origin: 'https://evil.example' }, 'add=1'), 400, path);
    assert.equal(await send(path, { origin: shop.url, 'content-type': 'application/json' }, '{}'), 415, path);
    assert.equal(await send(path, form, 'x'.repeat(1_000_001)), 413, path);
  }
  for (const odd of [
    '',
    'add=1&product=nope&quantity=abc',
    'set=1&product=%00&quantity=1e99',
    'seen=x.y.z',
  ]) {
    assert.equal(await send('/cart', form, odd), 302, odd);
  }
  const cookie = 'sagashop_cart=odd~~%00.1.2~a.b.c; sagashop_checkout=!!; sagashop_session=odd';
  for (const path of ['/cart', '/checkout', '/checkout/review', '/orders/nope', '/p/nope']) {
    assert.ok((await get(path, { cookie })).status < 500, path);
  }
});

test('whatever an address, a form or a cookie holds, the answer is a clear one', async () => {
  const { id: owner, token } = await shop.customer();
  const draft = (more: object) =>
    `sagashop_checkout=${Buffer.from(JSON.stringify({ owner, done: [], ...more })).toString('base64url')}`;
  const address = { street: 'Lindenallee 7', zip: '10115', city: 'Berlin' };
  const attempt = { key: '019a0000-0000-7000-8000-000000000001', print: 'x' };
  const drafts = [
    draft({ address: { ...address, street: 'a\nb' }, day: '2030-01-01' }),
    draft({ address: { ...address, city: 'x'.repeat(20_000) } }),
    draft({ address, day: '2030-01-01', attempt: { ...attempt, key: 'a\r\nb: c' } }),
    draft({ address, attempt: { ...attempt, print: 'a\nb' }, done: [['a\n', 'b\n']] }),
  ];
  for (const cookie of drafts.map((one) => `sagashop_session=${token}; ${one}`)) {
    for (const path of ['/checkout', '/checkout/day', '/checkout/review']) {
      assert.ok((await get(path, { cookie })).status < 500, path);
    }
    const headers = { cookie, origin: shop.url };
    for (const key of ['a\n', 'a\r\nb: c']) {
      const body = new URLSearchParams({ key, amount: '1', currency: 'RUB' });
      const how = { method: 'POST', headers, body, redirect: 'manual' } as const;
      const { status } = await fetch(`${shop.url}/checkout/pay`, how);
      assert.ok(status < 500, `pay: ${status}`);
    }
  }
  for (const product of ['', '.', '..', 'suggestions', 'a\nb', '%2e%2e']) {
    const body = new URLSearchParams({ add: '1', product });
    const added = await fetch(`${shop.url}/cart`, { method: 'POST', headers: { origin: shop.url }, body });
    assert.ok(added.status < 500, `${product}: ${added.status}`);
  }
  for (const letters of [100, 1300, 1400, 3500, 12_000]) {
    const { status } = await get(`/account?${encodeURIComponent('я'.repeat(letters))}`);
    assert.equal(status, letters < 1331 ? 302 : 414, String(letters));
  }
});

test('bytes that are no UTF-8 in addresses, cookies and headers get a clear page, and never a 500', async () => {
  const broken = ['%FF', '%C3%28', '%ED%A0%BD', 'a%E2%82', '%F5%80%80%80'];
  const paths = broken.flatMap((bytes) => [
    ...[`/search?q=${bytes}`, `/search?category=${bytes}`, `/p/${bytes}`, `/c/${bytes}`, `/orders/${bytes}`],
    ...[`/${bytes}`, `/sign-in?to=${bytes}`, `/shelves?page=${bytes}`],
  ]);
  for (const path of paths) {
    const { status } = await get(path);
    assert.ok(status < 500 && (status >= 400 || path.includes('?')), `${path}: ${status}`);
  }
  const raw = (headers: Record<string, string>) =>
    new Promise<number>((resolve, reject) => {
      const sent = request(`${shop.url}/cart`, { headers }, (answer) => {
        answer.resume();
        resolve(answer.statusCode!);
      });
      sent.once('error', reject).end();
    });
  for (const bytes of ['\xff', '\xc3(', '\xed\xa0\xbd', ...broken]) {
    for (const name of [
      'sagashop_cart',
      'sagashop_checkout',
      'sagashop_session',
      'sagashop_language',
      bytes,
    ]) {
      assert.ok((await raw({ cookie: `${name}=${bytes}` })) < 500, `${name}=${bytes}`);
    }
    for (const name of ['accept-language', 'user-agent', 'referer', 'x-request-id', 'traceparent'])
      assert.ok((await raw({ [name]: bytes })) < 500, `${name}: ${bytes}`);
  }
});

test('wrong passwords count against the visitor’s address, not the pages’', async () => {
  const signIn = (address: string) =>
    fetch(`${shop.url}/sign-in`, {
      method: 'POST',
      headers: { origin: shop.url, 'x-forwarded-for': address, 'x-sagashop-visitor': 'forged' },
      body: new URLSearchParams({ username: 'forgetful', password: 'wrong-password-1' }),
    });
  const statuses: number[] = [];
  for (let time = 0; time < 12; time += 1) statuses.push((await signIn(`10.0.0.${time}`)).status);
  // All come from this machine, whatever they say, and a forged proof is none.
  assert.equal(statuses[0], 401);
  assert.ok(statuses.includes(429), statuses.join());
});

test('a browser that has signed in by the page before does so again, whoever guesses at its address meanwhile', async () => {
  const username = `known-${Date.now()}`;
  const password = 'a-long-enough-one';
  const body = { username, password, email: `${username}@shop.test` };
  await shop.must(201, shop.ask('POST', '/api/users', { body }));
  const signIn = (cookie?: string) =>
    fetch(`${shop.url}/sign-in`, {
      method: 'POST',
      redirect: 'manual',
      headers: {
        'content-type': 'application/x-www-form-urlencoded',
        origin: shop.url,
        ...(cookie && { cookie }),
      },
      body: new URLSearchParams({ username, password }).toString(),
    });
  const first = await signIn();
  assert.equal(first.status, 302);
  const device = first.headers.getSetCookie().find((one) => one.startsWith('sagashop_device='))!;
  assert.match(device, /; HttpOnly; SameSite=Lax; Max-Age=34560000$/);
  for (let guess = 0; guess < 11; guess += 1) {
    await shop.ask('POST', '/api/session', { body: { username, password: 'wrong-password-1' } });
  }
  const stranger = await signIn();
  assert.equal(stranger.status, 429);
  assert.match(await stranger.text(), /Too many attempts/);
  assert.equal((await signIn(device.split(';')[0])).status, 302);
});

test('a sign-up form that is sent twice makes one account, and signs in who knows its password', async () => {
  const send = (password: string) =>
    fetch(`${shop.url}/sign-up?to=/.//evil.example`, {
      method: 'POST',
      redirect: 'manual',
      headers: { origin: shop.url },
      body: new URLSearchParams({ email: 'twice-sent@shop.test', password }),
    });
  const [one, two] = await Promise.all([send('long-and-odd-7'), send('long-and-odd-7')]);
  for (const answer of [one, two, await send('long-and-odd-7')]) {
    assert.deepEqual([answer.status, answer.headers.get('location')], [302, '/']);
    const token = /sagashop_session=([^;]+)/.exec(answer.headers.get('set-cookie') ?? '')?.[1];
    assert.equal((await shop.ask('GET', '/api/session', { as: token! })).body.user.username, 'twice-sent');
  }
  const stranger = await send('another-odd-8');
  assert.equal(stranger.status, 409);
  assert.match(await stranger.text(), /already an account with this e-mail address/);
  assert.equal(stranger.headers.get('set-cookie'), null);
});

test('signing out has the browser forget the pages that it keeps, and nothing else', async () => {
  const { token } = await shop.customer();
  for (const path of ['/sign-out', '/sign-out.data']) {
    const headers = { origin: shop.url, cookie: `sagashop_session=${token}` };
    const body = new URLSearchParams({});
    const answer = await fetch(shop.url + path, { method: 'POST', redirect: 'manual', headers, body });
    assert.equal(answer.headers.get('clear-site-data'), '"cache"', path);
  }
  const page = await fetch(`${shop.url}/account`, { headers: { cookie: `sagashop_session=${token}` } });
  assert.match(page.headers.get('cache-control') ?? '', /no-store/);
  assert.match(await page.text(), /You were signed out/);
});

test('over https the pages’ cookies have names that no neighbour can set; the older ones are read, and end', async () => {
  const { token } = await shop.customer();
  const older = `sagashop_session=${token}; sagashop_cart=guest~${product}.2.100`;
  const headers = { cookie: older, 'x-forwarded-proto': 'https', 'x-forwarded-host': 'shop.example' };
  const form = {
    ...headers,
    origin: 'https://shop.example',
    'content-type': 'application/x-www-form-urlencoded',
  };
  const body = `set=1&product=${product}&quantity=3`;
  const answer = await fetch(`${shop.pages}/cart`, {
    method: 'POST',
    redirect: 'manual',
    headers: form,
    body,
  });
  assert.deepEqual(
    answer.headers.getSetCookie().map((cookie) => cookie.replace(/=.*; Path/, '=…; Path')),
    [
      '__Host-sagashop_cart=…; Path=/; HttpOnly; SameSite=Lax; Max-Age=7776000; Secure',
      'sagashop_cart=…; Path=/; Max-Age=0',
    ],
  );
});

test('an address that is no page’s is 404, and an unknown route of the API says so as the API does', async () => {
  for (const path of [
    '/nope',
    '/p/nope',
    '/p/suggestions',
    '/c/nope',
    '/p/01980000-0000-7000-8000-000000000000',
  ]) {
    const answer = await get(path);
    assert.equal(answer.status, 404, path);
    assert.match(await answer.text(), /This shelf is empty/);
  }
  const { status, body } = await shop.ask('GET', '/api/nope');
  assert.deepEqual([status, body.code], [404, 'not_found']);
});

test('a page without a form takes none, and says what it takes', async () => {
  const headers = { origin: shop.url, 'content-type': 'application/x-www-form-urlencoded' };
  const answer = await fetch(`${shop.url}/search`, { method: 'POST', headers, body: 'q=tea' });
  await answer.body?.cancel();
  assert.deepEqual([answer.status, answer.headers.get('allow')], [405, 'GET, HEAD']);
});

test('when the web process dies, the API goes on, and the pages come back by themselves', async () => {
  const { pid } = shop.web.all[0]!;
  process.kill(pid!, 'SIGKILL');
  const back = () => shop.web.all[0]!.state === 'ready' && shop.web.all[0]!.pid !== pid;
  await until(async () => {
    const [page, api] = await Promise.all([get('/'), get('/api/products?limit=1')]);
    assert.equal(api.status, 200);
    assert.ok([200, 503].includes(page.status), String(page.status));
    return back() && page.status === 200;
  });
  assert.equal((await get('/health/ready')).status, 200);
});
