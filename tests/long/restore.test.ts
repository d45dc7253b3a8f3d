import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { test } from 'node:test';
import { gunzipSync, gzipSync } from 'node:zlib';
import { connect } from '@sagashop/chassis/postgres/connect';
import { migrate } from '@sagashop/chassis/postgres/migrate';
import { loadBackup } from '../../cli/src/backup/load.ts';
import { readManifest, verifyFiles, writeManifest } from '../../cli/src/backup/manifest.ts';
import { takeBackup } from '../../cli/src/backup/take.ts';
import { migrationsFolder } from '../../cli/src/services.ts';
import {
  copied,
  expected,
  load,
  newDatabases,
  OLDER,
  rowsIn,
  run,
  SHOP,
  silent,
  variables,
} from '../../cli/test/older-backup.ts';
import { scratchDirectory } from '../../cli/test/scratch.ts';

const ALICE = '01a20a03-bdf5-7174-a9c1-663c226d4d94'; // a customer in it

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

test('a database that is copied is let go while others still are', async (t) => {
  const urls = await newDatabases();
  await load(urls);
  const sql = connect(urls['user']!, { name: 'test', max: 1 });
  t.after(() => sql.end());
  let locked: Promise<unknown> | undefined;
  const say = (line: string) => {
    if (!line.includes('notify.')) return;
    locked ??= sql.begin((tx) => tx`lock table users in access exclusive mode nowait`);
  };
  const folder = join(await scratchDirectory(t), 'one');
  await takeBackup(folder, { urls, shop: SHOP, say });
  await locked!;
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
  backup.databases['order']!.migrations.pop();
  backup.databases['gift'] = { ...backup.databases['order']!, migrations: ['0001-gifts.sql'] };
  await writeManifest(folder, backup);
  const more = await run({ SAGASHOP_DATA }, ['restore', folder]);
  assert.match(more.output, /of a newer release, 0\.1\.0 \(gift 0001-gifts\.sql\)/);
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
  const { code, output } = await run(variables(urls), ['restore', OLDER]);
  assert.equal(code, 1);
  assert.match(output, /The database of stock is in use: goods has rows\. Restore into new databases/);
  assert.deepEqual(await rowsIn(urls), before);
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

/** Restores into some of the databases only, as a restore leaves them that is killed right before its marks. */
async function loadSome(urls: Record<string, string>, names: readonly string[], cut: boolean): Promise<void> {
  const backup = await readManifest(OLDER);
  const some = Object.fromEntries(names.map((name) => [name, backup.databases[name]!]));
  await loadBackup(OLDER, { backup: { ...backup, databases: some }, urls, say: silent });
  if (cut) for (const name of names) await markAgain(urls[name]!);
}

async function markAgain(url: string): Promise<void> {
  const sql = connect(url, { name: 'test', max: 1 });
  const [row] = await sql`select obj_description('schema_migrations'::regclass) as mark`;
  await sql.unsafe(
    `comment on table schema_migrations is '${row!['mark'].replace('Restored', 'Restoring')}'`,
  );
  await sql.end();
}

test('a restore that was killed between two commits goes on with the databases that it had not reached', async () => {
  const urls = await newDatabases();
  await loadSome(urls, ['order', 'user'], true);
  await load(urls);
  assert.deepEqual(await rowsIn(urls), await expected());
});

test('a restore that was killed between two marks is finished, and is not done a second time', async () => {
  const urls = await newDatabases();
  await load(urls);
  await markAgain(urls['order']!);
  await load(urls);
  await assert.rejects(load(urls), /were restored from this backup already; nothing was changed/);
  assert.deepEqual(await rowsIn(urls), await expected());
});

test('old rows are not put beside those of a shop that has gone on since it was restored', async () => {
  const urls = await newDatabases();
  await loadSome(urls, ['order', 'payment'], false);
  const before = await rowsIn(urls);
  await assert.rejects(load(urls), /gone on since: order, payment\. Not so user, catalog, .+new databases/);
  assert.deepEqual(await rowsIn(urls), before);
});

test('users who have left since are not restored, and the others are told to forget them', async (t) => {
  const folder = await scratchDirectory(t);
  await writeFile(join(folder, 'departed'), `${ALICE}\n`);
  const again = await newDatabases();
  const args = ['restore', OLDER, '--departed', join(folder, 'departed')];
  const { code, output } = await run(variables(again), args);
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
  const odd = await run(variables(again), args);
  assert.match(odd.output, /'alice' in .+ is no user's id/);
});

test('what users who have left since were answered under a key is not restored either', async (t) => {
  const urls = await newDatabases();
  await load(urls);
  const sql = connect(urls['user']!, { name: 'test', max: 1 });
  t.after(() => sql.end());
  await migrate(sql, migrationsFolder('user'));
  await sql`
    insert into idempotency_keys (caller, route, key, fingerprint, subject, status, response)
    values (${ALICE}, 'POST /api/users/me/addresses', 'k', '', gen_random_uuid(), 201, '{"street":"Am Anger 1"}'),
      (gen_random_uuid(), 'POST /api/users', 'k', '', ${ALICE}, 201, '{}'),
      (gen_random_uuid(), 'POST /api/users', 'k', '', gen_random_uuid(), 201, '{"of":"another"}')`;
  const folder = join(await scratchDirectory(t), 'newer');
  const backup = await takeBackup(folder, { urls, shop: SHOP, say: silent });
  const again = await newDatabases();
  await loadBackup(folder, { backup, urls: again, departed: [ALICE], say: silent });
  const user = connect(again['user']!, { name: 'test', max: 1 });
  t.after(() => user.end());
  assert.deepEqual(
    [...(await user`select response from idempotency_keys`)],
    [{ response: '{"of":"another"}' }],
  );
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

test('rows that break a key end the restore, say which table it was, and leave nothing', async (t) => {
  const folder = await copied(t);
  const backup = await readManifest(folder);
  const table = backup.databases['payment']!.tables.find(({ name }) => name === 'entries')!;
  const rows = gunzipSync(await readFile(join(folder, table.file)));
  const twice = gzipSync(Buffer.concat([rows, rows]));
  await writeFile(join(folder, table.file), twice);
  table.rows *= 2;
  table.sha256 = createHash('sha256').update(twice).digest('hex');
  await writeManifest(folder, backup);
  const urls = await newDatabases();
  const { code, output } = await run(variables(urls), ['restore', folder]);
  assert.equal(code, 1, output);
  assert.match(output, /payment\.entries cannot be written: duplicate key .+\. Nothing was restored/);
  assert.deepEqual(
    Object.values(await rowsIn(urls)).filter((count) => count > 0),
    [],
  );
});
