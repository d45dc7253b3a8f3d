import assert from 'node:assert/strict';
import { type ChildProcess, spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { writeFile } from 'node:fs/promises';
import { connect, createServer } from 'node:net';
import { join } from 'node:path';
import { pipeline } from 'node:stream';
import { type TestContext, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { testDatabase } from '@sagashop/chassis/testing';
import postgres from 'postgres';
import { freePort } from '../../cli/src/port.ts';
import { DATABASES, databaseVariables, SERVICES } from '../../cli/src/services.ts';
import { scratchDirectory, until } from '../../cli/test/scratch.ts';
import { leavesInTwoSteps } from '../deploy/leaving.ts';

const MAIN = fileURLToPath(new URL('../../cli/src/main.ts', import.meta.url));
const databases = databaseVariables(
  Object.fromEntries(
    await Promise.all(DATABASES.map(async (name) => [name, await testDatabase(name)] as const)),
  ),
);
const keys = { SAGASHOP_INTERNAL_KEYS: `k1:${randomBytes(32).toString('hex')}` };

function start(t: TestContext, words: string[], env: Record<string, string>): ChildProcess {
  const child = spawn(process.execPath, [MAIN, ...words], {
    env: { ...process.env, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  t.after(() => child.kill('SIGKILL'));
  return child;
}

async function command(t: TestContext, words: string[], env: Record<string, string>) {
  const child = start(t, words, env);
  let output = '';
  for (const stream of [child.stdout!, child.stderr!]) stream.on('data', (text) => (output += text));
  const [code] = await once(child, 'close');
  return { code, output };
}

test('databases are made ready by a command that does nothing else, and tells what it did', async (t) => {
  const first = await command(t, ['migrate', 'payment', 'stock'], databases);
  assert.equal(first.code, 0, first.output);
  assert.match(first.output, /^payment: 0001-\S+\.sql, /m);
  assert.match(first.output, /^stock: 0001-/m);
  assert.doesNotMatch(first.output, /^order/m);
  const again = await command(t, ['migrate', 'payment'], databases);
  assert.deepEqual(again, { code: 0, output: 'payment: up to date\n' });
  const odd = await command(t, ['migrate', 'audit'], databases);
  assert.equal(odd.code, 1);
  assert.match(odd.output, /There is no service 'audit'\. There are: user, /);
  const unset = await command(t, ['migrate', 'order'], { ORDER_DATABASE_URL: '' });
  assert.match(unset.output, /ORDER_DATABASE_URL: is required/);
});

test('a shop whose services run elsewhere is opened by a command, which may be repeated', async (t) => {
  const folder = await scratchDirectory(t);
  const secret = join(folder, 'keys');
  await writeFile(secret, `${keys.SAGASHOP_INTERNAL_KEYS}\n`);
  const port = await freePort();
  const env = { ...databases, SAGASHOP_INTERNAL_KEYS_FILE: secret, PORT: String(port) };
  const served = start(t, ['serve', ...SERVICES], env);
  await once(served.stdout!, 'data');

  const urls = Object.fromEntries(
    SERVICES.map((name) => [`${name.toUpperCase()}_URL`, `http://127.0.0.1:${port}`]),
  );
  const without = await command(t, ['init'], { ...urls, ...keys });
  assert.match(without.output, /SAGASHOP_ADMIN_PASSWORD is not set/);
  const given = { ...urls, ...keys, SAGASHOP_ADMIN_PASSWORD: 'long-and-odd-8' };
  const first = await command(t, ['init', '--demo'], given);
  assert.equal(first.code, 0, first.output);
  assert.match(first.output, /^alice: made$/m);
  const again = await command(t, ['init', '--demo'], given);
  assert.match(again.output, /^admin: there already, left as they are$/m);
  assert.match(again.output, /^Demo data: there already\.$/m);
  // A user who has left since stays away, whenever it is run again.
  const users = postgres(databases['USER_DATABASE_URL']!, { max: 1 });
  await users`delete from users where username in ('alice', 'bob')`;
  await users.end();
  const later = await command(t, ['init', '--demo'], given);
  assert.match(later.output, /^admin: there already, left as they are\nDemo data: there already\.$/m);
});

test('what begins before its database waits for it and says so, and goes on when it is there', async (t) => {
  const real = new URL(databases['STOCK_DATABASE_URL']!);
  const port = await freePort();
  const STOCK_DATABASE_URL = Object.assign(new URL(real), { host: `127.0.0.1:${port}` }).href;
  for (const words of [
    ['migrate', 'stock'],
    ['serve', 'stock'],
  ]) {
    const env = { ...keys, STOCK_DATABASE_URL, PORT: String(await freePort()) };
    const child = start(t, words, env);
    let output = '';
    for (const stream of [child.stdout!, child.stderr!]) stream.on('data', (text) => (output += text));
    await until(() => /The database of stock cannot be reached yet .* tried again for 60 s/.test(output));
    const door = createServer((visitor) => {
      const server = connect(Number(real.port), real.hostname);
      pipeline(visitor, server, visitor, () => {});
    }).listen(port, '127.0.0.1');
    await until(() => /^stock: |Serving stock/m.test(output));
    assert.match(output, /The database of stock answers now\./);
    child.kill('SIGTERM');
    await once(child, 'close');
    await once(door.close(), 'close');
  }
});

test('a wrong password and a database that is not there end it at once, in a sentence without the password', async (t) => {
  const real = new URL(databases['STOCK_DATABASE_URL']!);
  const stock = (change: object) => ({ STOCK_DATABASE_URL: Object.assign(new URL(real), change).href });
  const wrong = [
    stock({ pathname: '/nowhere' }),
    stock({ username: 'nobody_here', password: 'hush-hush-hush' }),
  ];
  for (const env of wrong) {
    for (const words of [
      ['migrate', 'stock'],
      ['serve', 'stock'],
    ]) {
      const since = performance.now();
      const { code, output } = await command(t, words, { ...keys, PORT: String(await freePort()), ...env });
      assert.equal(code, 1);
      assert.match(output, /The database of stock lets nobody in by STOCK_DATABASE_URL: /);
      assert.doesNotMatch(output, /hush-hush|tried again/);
      assert.ok(performance.now() - since < 30_000);
    }
  }
  const away = await command(t, ['backup', await scratchDirectory(t)], {
    ...databases,
    ...stock({ pathname: '/nowhere' }),
    SAGASHOP_CURRENCY: 'RUB',
    SAGASHOP_DEPOSITS: 'open',
  });
  assert.equal(away.code, 1);
  assert.match(away.output, /The database of stock lets nobody in by STOCK_DATABASE_URL/);
});

test('told to stop, it answers for a while, each answer the last of its connection, and then ends', async (t) => {
  const port = await freePort();
  const env = { ...databases, ...keys, PORT: String(port), SAGASHOP_DRAIN: '4' };
  const child = start(t, ['serve', 'payment'], env);
  await once(child.stdout!, 'data');
  await leavesInTwoSteps(child, port, '/health/live');
});
