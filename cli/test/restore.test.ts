import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { cp, readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type TestContext, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { connect } from '@sagashop/chassis/postgres';
import { testDatabase } from '@sagashop/chassis/testing';
import { loadBackup } from '../src/backup/load.ts';
import { readManifest, verifyFiles, writeManifest } from '../src/backup/manifest.ts';
import { takeBackup } from '../src/backup/take.ts';
import { DATABASES, databaseVariables } from '../src/services.ts';
import { scratchDirectory } from './scratch.ts';

const OLDER = fileURLToPath(new URL('../../tests/upgrade/older-shop', import.meta.url));
const MAIN = fileURLToPath(new URL('../src/main.ts', import.meta.url));
const SHOP = { version: '0.1.0', currency: 'RUB', demo: false };
const ALICE = '01a20a03-bdf5-7174-a9c1-663c226d4d94'; // a customer in it
const silent = () => {};

async function newDatabases(): Promise<Record<string, string>> {
  const urls = DATABASES.map(async (name) => [name, await testDatabase(`restore_${name}`)] as const);
  return Object.fromEntries(await Promise.all(urls));
}

/** The command line with these variables; ended by SIGKILL as soon as it says something that fits. */
async function run(env: Record<string, string>, args: string[], killAt?: RegExp) {
  const child = spawn(process.execPath, [MAIN, ...args], { env: { ...process.env, ...env } });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.on('data', (text) => {
      output += text;
      if (killAt?.test(output)) child.kill('SIGKILL');
    });
  }
  const [code] = (await once(child, 'close')) as [number | null];
  return { code, output };
}

/** How many rows all tables of all services have together, and of which service each that has some. */
async function rowsIn(urls: Record<string, string>): Promise<Record<string, number>> {
  const backup = await readManifest(OLDER);
  const counts: Record<string, number> = {};
  for (const [name, { tables }] of Object.entries(backup.databases)) {
    const sql = connect(urls[name]!, { name: 'count', max: 1 });
    const there = await sql<{ name: string }[]>`select relname as name from pg_class where relkind = 'r'`;
    for (const table of tables.filter((one) => there.some((row) => row.name === one.name)))
      counts[name] = (counts[name] ?? 0) + (await sql.unsafe(`select from ${table.name}`)).count;
    await sql.end();
  }
  return counts;
}

async function expected(): Promise<Record<string, number>> {
  const { databases } = await readManifest(OLDER);
  const sums = Object.entries(databases).map(([name, { tables }]) => [
    name,
    tables.reduce((sum, table) => sum + table.rows, 0),
  ]);
  return Object.fromEntries(sums);
}

const load = async (urls: Record<string, string>, say: (line: string) => void = silent) =>
  loadBackup(OLDER, { backup: await readManifest(OLDER), urls, say });

async function copied(t: TestContext): Promise<string> {
  const folder = join(await scratchDirectory(t), 'copy');
  await cp(OLDER, folder, { recursive: true });
  return folder;
}

test('a backup of what was restored is the same, table by table', async (t) => {
  const urls = await newDatabases();
  await load(urls);
  const folder = join(await scratchDirectory(t), 'again');
  const again = await takeBackup(folder, { urls, shop: SHOP, say: silent });
  await verifyFiles(folder, await readManifest(folder));
  const first = await readManifest(OLDER);
  for (const [name, { tables, sequences, migrations }] of Object.entries(first.databases)) {
    const rows = (of: typeof tables) => of.map((table) => [table.name, table.columns, table.rows]);
    assert.deepEqual(rows(again.databases[name]!.tables), rows(tables));
    assert.deepEqual(again.databases[name]!.sequences, sequences);
    assert.deepEqual(again.databases[name]!.migrations, migrations);
  }
  assert.deepEqual(await rowsIn(urls), await expected());
});

test('a damaged backup is refused before anything is touched, and the file is named', async (t) => {
  const folder = await copied(t);
  const file = join(folder, 'payment', 'entries.copy.gz');
  const bytes = await readFile(file);
  bytes[bytes.length >> 1]! ^= 1;
  await writeFile(file, bytes);
  const SAGASHOP_DATA = join(folder, '..', 'data');
  const { code, output } = await run({ SAGASHOP_DATA }, ['restore', folder]);
  assert.equal(code, 1);
  assert.match(output, /payment\/entries\.copy\.gz is damaged\. Take another backup; nothing was changed/);
  assert.deepEqual(await readdir(join(folder, '..')), ['copy']);

  const manifest = await readFile(join(folder, 'manifest.json'), 'utf8');
  await writeFile(join(folder, 'manifest.json'), manifest.replace('"rows": 8', '"rows": 9'));
  await assert.rejects(readManifest(folder), /manifest\.json is damaged/);
});

test('a backup of a newer release, and one without a manifest, are refused', async (t) => {
  const folder = await copied(t);
  const backup = await readManifest(folder);
  backup.databases['order']!.migrations.push('9999-tomorrow.sql');
  await writeManifest(folder, backup);
  const SAGASHOP_DATA = join(folder, '..', 'data');
  const { output } = await run({ SAGASHOP_DATA }, ['restore', folder]);
  assert.match(output, /of a newer release, 0\.1\.0 \(order 9999-tomorrow\.sql\)\. Restore it with that one/);
  assert.equal(existsSync(SAGASHOP_DATA), false);
  await assert.rejects(readManifest(join(folder, 'order')), /There is no backup in .+order/);
});

test('databases with rows are left as they are', async () => {
  const urls = await newDatabases();
  const sql = connect(urls['stock']!, { name: 'test', max: 1 });
  await sql.unsafe('create table goods (product_id uuid primary key)');
  await sql.unsafe('insert into goods values (gen_random_uuid())');
  await sql.end();
  const before = await rowsIn(urls);
  const { code, output } = await run(databaseVariables(urls), ['restore', OLDER]);
  assert.equal(code, 1);
  assert.match(output, /The database of stock is in use: goods has rows\. Restore into new databases/);
  assert.deepEqual(await rowsIn(urls), before);
});

test('some databases without the others are refused, and named', async () => {
  const { code, output } = await run({ PAYMENT_DATABASE_URL: 'postgres://nowhere' }, ['backup']);
  assert.equal(code, 1);
  assert.match(output, /not set: USER_DATABASE_URL, CATALOG_DATABASE_URL, ORDER_DATABASE_URL/);
});

test('what is cut off while it is restored leaves no row, and can be done again', async () => {
  const urls = await newDatabases();
  const cut = (line: string) => {
    if (line.includes('stock.goods')) throw new Error('cut off');
  };
  await assert.rejects(load(urls, cut), /cut off/);
  assert.equal(
    Object.values(await rowsIn(urls)).reduce((sum, rows) => sum + rows, 0),
    0,
  );
  await load(urls);
  assert.deepEqual(await rowsIn(urls), await expected());
});

test('a restore that was killed between two commits goes on with the databases that it had not reached', async () => {
  const urls = await newDatabases();
  const backup = await readManifest(OLDER);
  const { order, user } = backup.databases;
  const some = { ...backup, databases: { order: order!, user: user! } };
  await loadBackup(OLDER, { backup: some, urls, say: silent });
  await load(urls);
  await load(urls);
  assert.deepEqual(await rowsIn(urls), await expected());
});

test('users who have left since are not restored, and the others are told to forget them', async (t) => {
  const folder = await scratchDirectory(t);
  await writeFile(join(folder, 'departed'), `${ALICE}\n`);
  const again = await newDatabases();
  const args = ['restore', OLDER, '--departed', join(folder, 'departed')];
  const { code, output } = await run(databaseVariables(again), args);
  assert.equal(code, 0, output);
  const [user, order] = ['user', 'order'].map((name) => connect(again[name]!, { name: 'test', max: 1 }));
  t.after(() => Promise.all([user!.end(), order!.end()]));
  const left = await user!`select username from users order by username`;
  assert.deepEqual([...left], [{ username: 'admin' }, { username: 'robert' }]);
  const waiting = await user!`select from departures where user_id = ${ALICE} and decided_at is not null`;
  const personal = await order!`
    select from recipients join orders on id = order_id where user_id = ${ALICE} and name <> ''`;
  assert.ok(personal.count === 0 || waiting.count > 0, 'who is not forgotten yet is to be');
  assert.equal((await order!`select from leavers where user_id = ${ALICE}`).count, 1);

  await writeFile(join(folder, 'departed'), 'alice');
  const odd = await run(databaseVariables(again), args);
  assert.match(odd.output, /'alice' in .+ is no user's id/);
});

test('a data directory has its name when it is whole, whenever the restore is killed', async (t) => {
  const SAGASHOP_DATA = join(await scratchDirectory(t), 'data');
  await run({ SAGASHOP_DATA }, ['restore', OLDER], /user\.departures/);
  // On a machine that is slow to kill it may have come to its end.
  const whole = existsSync(SAGASHOP_DATA);
  const { code, output } = await run({ SAGASHOP_DATA }, whole ? ['audit'] : ['restore', OLDER]);
  assert.match(output, /of 8 orders in flight/);
  if (!whole) assert.equal(code, 0, output);
  assert.deepEqual(await readdir(join(SAGASHOP_DATA, '..')), ['data']);
});

test('a backup that is killed is never taken for a whole one, and the next one clears it away', async (t) => {
  const urls = await newDatabases();
  await load(urls);
  const home = await scratchDirectory(t);
  const env = databaseVariables(urls);
  await run(env, ['backup', home], /user\.departures/);
  const left = (await readdir(home)).filter((name) => name.startsWith('sagashop-'));
  for (const name of left) await readManifest(join(home, name));
  for (const more of [
    ['--keep', '3'],
    ['--keep', '1'],
  ]) {
    const { code, output } = await run(env, ['backup', home, ...more]);
    assert.equal(code, 0, output);
  }
  const names = (await readdir(home)).filter((name) => name !== '.lock');
  assert.equal(names.length, 1, names.join());
  assert.match(names[0]!, /^sagashop-/);
});
