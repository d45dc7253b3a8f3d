import assert from 'node:assert/strict';
import { once } from 'node:events';
import { readdir, readFile, stat } from 'node:fs/promises';
import { connect } from 'node:net';
import { join } from 'node:path';
import { test } from 'node:test';
import { scratchDirectory, stopwatch } from '../../cli/test/scratch.ts';
import { endShop, sagashop, startShop } from './running-shop.ts';

test('a shop opens with sign-ins that work, keeps everything over a restart, and refuses to be opened twice', async (t) => {
  const directory = await scratchDirectory(t, 'a shop ');
  let shop = await startShop(directory, [], { SAGASHOP_ADMIN_PASSWORD: 'chosen-by-me' });
  t.after(() => endShop(shop, 'SIGKILL'));
  const signIns = [...shop.output().matchAll(/^sign-in {2}(\S+) {2}(\S+)$/gm)].map(([, name, password]) => [
    name!,
    password!,
  ]);
  assert.deepEqual(
    signIns.map(([name]) => name),
    ['admin', 'alice', 'bob'],
  );
  assert.equal(signIns[0]![1], 'chosen-by-me');
  const kept = join(directory, 'sign-ins.txt');
  assert.equal((await stat(kept)).mode & 0o777, 0o600);
  assert.match(await readFile(kept, 'utf8'), new RegExp(`sign-in {2}alice {2}${signIns[1]![1]}`));

  const signIn = async ([username, password]: string[]) => {
    const headers = { 'content-type': 'application/json' };
    const response = await fetch(`${shop.url}/api/session`, {
      method: 'POST',
      headers,
      body: JSON.stringify({ username, password }),
    });
    return { status: response.status, token: ((await response.json()) as { token?: string }).token };
  };
  for (const person of signIns) assert.equal((await signIn(person)).status, 201, person[0]!);

  const again = await sagashop(directory, ['up']);
  assert.equal(again.code, 1);
  assert.match(again.output, /SAGASHOP_DATA/);
  assert.match(again.output, new RegExp(String(shop.run.pid)));

  const products = async () =>
    ((await (await fetch(`${shop.url}/api/products?limit=100`)).json()) as { items: unknown[] }).items;
  const before = await products();
  assert.ok(before.length >= 80);
  assert.equal(await endShop(shop, 'SIGINT'), 0);
  shop = await startShop(directory);
  assert.ok(!shop.output().includes('sign-in'), 'demo data only once');
  assert.deepEqual(await products(), before);
  assert.equal((await signIn(signIns[2]!)).status, 201);
  assert.equal(await endShop(shop, 'SIGTERM'), 0);

  const other = await sagashop(directory, ['audit', '--url', 'http://localhost:1']);
  assert.deepEqual([other.code, /--token/.test(other.output)], [2, true]);
});

test('an empty shop', async (t) => {
  const directory = await scratchDirectory(t);
  const shop = await startShop(directory, ['--no-demo']);
  t.after(() => endShop(shop, 'SIGKILL'));

  await t.test('has only its administrator, who pays in for customers', async () => {
    assert.deepEqual(shop.output().match(/^sign-in {2}\S+/gm), ['sign-in  admin']);
    const get = async (path: string) =>
      (await fetch(shop.url + path)).json() as Promise<{ items: unknown[] }>;
    assert.deepEqual((await get('/api/products')).items, []);
    const { username, password } = { username: 'carol', password: 'long-and-odd-7' };
    const post = (path: string, body: object, token?: string) =>
      fetch(shop.url + path, {
        method: 'POST',
        headers: {
          'content-type': 'application/json',
          'idempotency-key': path,
          ...(token ? { authorization: `Bearer ${token}` } : {}),
        },
        body: JSON.stringify(body),
      });
    const carol = (await (
      await post('/api/users', { username, password, email: 'carol@shop.test' })
    ).json()) as { id: string };
    const { token } = (await (await post('/api/session', { username, password })).json()) as {
      token: string;
    };
    assert.equal((await post('/api/account/deposits', { amount: 500 }, token)).status, 403);
    assert.equal((await post(`/api/accounts/${carol.id}/deposits`, { amount: 500 }, shop.admin)).status, 201);
  });

  await t.test('names a port or a directory that cannot be used, with what to do about it', async (t) => {
    const { port } = new URL(shop.url);
    await assert.rejects(
      startShop(await scratchDirectory(t), [], { PORT: port }),
      new RegExp(`Port ${port} .* Set PORT`),
    );
    const untouched = await scratchDirectory(t);
    await assert.rejects(startShop(untouched, [], { SAGASHOP_TZ: 'Mars/Olympus' }), /SAGASHOP_TZ/);
    assert.deepEqual(await readdir(untouched), []);
    await assert.rejects(startShop(directory, [], { PORT: 'many' }), /PORT: must be integer/);
    assert.match((await sagashop(await scratchDirectory(t), ['audit'])).output, /There is no shop/);
  });

  await t.test('does not wait for a customer who waits when it is told to stop', async () => {
    const headers = { authorization: `Bearer ${shop.admin}` };
    // A connection that stays open with half a request on it.
    const socket = connect(Number(new URL(shop.url).port), '127.0.0.1');
    await once(socket, 'connect');
    socket.write('POST /api/orders HTTP/1.1\r\nhost: shop\r\ncontent-length: 100\r\n');
    for (const [name, value] of Object.entries(headers)) socket.write(`${name}: ${value}\r\n`);
    socket.write('content-type: application/json\r\n\r\n{');
    socket.on('error', () => {});
    assert.equal((await fetch(`${shop.url}/health/live`)).status, 200);
    const took = stopwatch();
    assert.equal(await endShop(shop, 'SIGTERM'), 0);
    assert.ok(took() < 10_000, `${took()} ms`);
    socket.destroy();
  });
});
