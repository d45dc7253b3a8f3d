import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { chmod, mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type TestContext, test } from 'node:test';
import { promisify } from 'node:util';
import { readServiceKeys } from '@sagashop/chassis/service/service-keys';
import { tokenMaker, tokenReader } from '@sagashop/chassis/service/tokens';
import { parse } from 'yaml';
import { KEY_OWNERS } from '../../bin/lib/service-keys.js';
import { DATABASES } from '../../cli/src/services.ts';

const DEPLOY = join(import.meta.dirname, '..', '..', 'deploy');
const run = promisify(execFile);
const make = (folder: string) => run('sh', [join(DEPLOY, 'make-secrets.sh'), folder]);

async function scratch(t: TestContext): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'sagashop secrets '));
  t.after(() => rm(folder, { recursive: true, force: true }));
  return folder;
}

async function contents(folder: string): Promise<Record<string, string>> {
  const names = (await readdir(folder)).sort();
  const texts = names.map(async (name) => [name, await readFile(join(folder, name), 'utf8')] as const);
  return Object.fromEntries(await Promise.all(texts));
}

/** The keys of a process that is given the files that Compose gives it. */
const keysOf = (files: Record<string, string>, name: string) =>
  readServiceKeys({
    SAGASHOP_SERVICE_KEY: files[`${name}-service-key`]!.trimEnd(),
    SAGASHOP_SERVICE_KEYS: files['service-keys']!.trimEnd(),
    SAGASHOP_INTERNAL_KEYS: files['internal-keys']!.trimEnd(),
  });

test('the secrets of Compose are all that it reads, readable in a container, in a folder of their owner', async (t) => {
  const folder = join(await scratch(t), 'new');
  await make(folder);
  const files = await contents(folder);
  const { secrets } = parse(await readFile(join(DEPLOY, 'compose.yaml'), 'utf8')) as { secrets: object };
  assert.deepEqual(Object.keys(files), Object.keys(secrets).sort());
  assert.equal((await stat(folder)).mode & 0o777, 0o700);
  for (const name of Object.keys(files))
    assert.equal((await stat(join(folder, name))).mode & 0o777, 0o444, name);
  for (const name of ['postgres', ...DATABASES]) {
    const { username, hostname, pathname } = new URL(files[`${name}-database-url`]!.trimEnd());
    assert.deepEqual([username, hostname, pathname], [name, 'postgres', `/${name}`]);
  }
  await make(folder);
  assert.deepEqual(await contents(folder), files);
});

test('with them each speaks for itself alone, and is known to all', async (t) => {
  const folder = await scratch(t);
  await make(folder);
  const files = await contents(folder);
  for (const owner of KEY_OWNERS) {
    const keys = keysOf(files, owner);
    const token = tokenMaker(keys, owner)('service', 'payment');
    assert.ok(!('wrong' in tokenReader(keysOf(files, 'payment'))(token, ['payment'])), owner);
    assert.throws(() => keys.signerOf(owner === 'order' ? 'payment' : 'order'), /has no key for/);
    assert.equal(keys.shared, undefined);
  }
});

test('a folder of the release before goes on: nothing in it changes, and what is missing comes', async (t) => {
  const folder = await scratch(t);
  const old: Record<string, string> = {
    'admin-password': 'of before\n',
    'grafana-password': 'of before too\n',
    'internal-keys': `k1:${'ab'.repeat(32)}\n`,
    'postgres-password': 'c0ffee\n',
  };
  for (const name of DATABASES)
    old[`${name}-database-url`] = `postgres://${name}:0ld@postgres:5432/${name}\n`;
  for (const [name, text] of Object.entries(old)) {
    await writeFile(join(folder, name), text);
    await chmod(join(folder, name), 0o444);
  }
  await make(folder);
  const files = await contents(folder);
  for (const [name, text] of Object.entries(old)) assert.equal(files[name], text, name);
  assert.equal(files['postgres-database-url'], 'postgres://postgres:c0ffee@postgres:5432/postgres\n');
  // Processes of the release before, which know nothing but internal-keys, and new ones are about at the same time.
  assert.ok(keysOf(files, 'order').shared);
});

test('a public key that was put there by hand, for one that is being exchanged, stays', async (t) => {
  const folder = await scratch(t);
  await make(folder);
  const file = join(folder, 'service-keys');
  const other = `${(await readFile(file, 'utf8')).trimEnd()},payment:${'A'.repeat(43)}`;
  await rm(file);
  await writeFile(file, `${other}\n`);
  await make(folder);
  assert.equal((await readFile(file, 'utf8')).trimEnd(), other);
});
