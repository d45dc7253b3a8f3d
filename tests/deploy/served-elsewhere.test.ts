import assert from 'node:assert/strict';
import { type ChildProcess, spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type TestContext, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { testDatabase } from '@sagashop/chassis/testing';
import { freePort } from '../../cli/src/port.ts';
import { DATABASES, databaseVariables } from '../../cli/src/services.ts';
import { scratchDirectory } from '../../cli/test/scratch.ts';
import { leavesInTwoSteps } from './leaving.ts';

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
  const names = ['user', 'catalog', 'order', 'payment', 'stock', 'delivery', 'notify', 'audit'];
  const env = { ...databases, SAGASHOP_INTERNAL_KEYS_FILE: secret, PORT: String(port) };
  const served = start(t, ['serve', ...names], env);
  await once(served.stdout!, 'data');

  const urls = Object.fromEntries(
    names.map((name) => [`${name.toUpperCase()}_URL`, `http://127.0.0.1:${port}`]),
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
});

test('told to stop, it answers for a while, each answer the last of its connection, and then ends', async (t) => {
  const port = await freePort();
  const env = { ...databases, ...keys, PORT: String(port), SAGASHOP_DRAIN: '4' };
  const child = start(t, ['serve', 'payment'], env);
  await once(child.stdout!, 'data');
  await leavesInTwoSteps(child, port, '/health/live');
});
