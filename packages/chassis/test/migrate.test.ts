import assert from 'node:assert/strict';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { pathToFileURL } from 'node:url';
import { connect } from '../src/postgres/connect.ts';
import { MIGRATING, migrate, missingMigrations } from '../src/postgres/migrate.ts';
import { openDatabase } from '../src/service/database.ts';
import { testDatabase } from '../src/testing.ts';

const folder = await mkdtemp(join(tmpdir(), 'migrations-'));
const migrations = pathToFileURL(`${folder}/`);
after(() => rm(folder, { recursive: true }));
const file = (name: string, text: string) => writeFile(join(folder, name), text);

await file('0001-a.sql', 'create table a (id int); insert into a values (1);');
await file('0002-b.sql', '-- no transaction\ncreate index concurrently a_id on a (id);');

function pool(url: string) {
  const sql = connect(url, { name: 'test', max: 1 });
  after(() => sql.end());
  return sql;
}

test('processes that start at once apply each migration once', async () => {
  const url = await testDatabase('migrate');
  const pools = Array.from({ length: 5 }, () => pool(url));
  const applied = await Promise.all(pools.map((sql) => migrate(sql, migrations)));
  assert.deepEqual(applied.flat().sort(), ['0001-a.sql', '0002-b.sql']);
  assert.equal((await pools[0]!`select * from a`).length, 1);
  assert.deepEqual(await missingMigrations(pools[0]!, migrations), []);
});

test('a database that knows no letters is refused with a sentence that says how to make one that does', async () => {
  const server = pool(await testDatabase('encoding'));
  const name = `t_ascii_${process.pid}`;
  await server.unsafe(`create database ${name} encoding 'SQL_ASCII' locale 'C' template template0`);
  const url = new URL(process.env['SAGASHOP_TEST_POSTGRES']!);
  url.pathname = `/${name}`;
  const ascii = connect(url.href, { name: 'test', max: 1 });
  await assert.rejects(
    migrate(ascii, migrations),
    /SQL_ASCII, but must have UTF8\. Make it anew: create database/,
  );
  await ascii.end();
  await server.unsafe(`drop database ${name}`);
});

test('a migration that fails is named, leaves nothing half done, and keeps the service from opening', async () => {
  const broken = await mkdtemp(join(tmpdir(), 'migrations-'));
  after(() => rm(broken, { recursive: true }));
  await writeFile(join(broken, '0001-good.sql'), 'create table good (id int);');
  await writeFile(join(broken, '0002-bad.sql'), 'create table half (id int); select 1/0;');
  const url = await testDatabase('broken');
  const options = { name: 'test', url, pool: 2, migrations: pathToFileURL(`${broken}/`) };
  await assert.rejects(openDatabase(options), /Migration 0002-bad.sql failed: division by zero/);
  const sql = pool(url);
  assert.deepEqual(
    [...(await sql`select to_regclass('good')::text as good, to_regclass('half')::text as half`)],
    [{ good: 'good', half: null }],
  );
  assert.deepEqual(await missingMigrations(sql, options.migrations), ['0002-bad.sql']);
});

test('a migration waits, and says so once, while somebody copies its tables', async () => {
  const url = await testDatabase('waits');
  const [copying, migrating] = [pool(url), pool(url)];
  await copying`select pg_advisory_lock_shared(${MIGRATING})`;
  let said = 0;
  const waits = () => {
    said += 1;
    // Somewhat later, so that it has every occasion to say it again.
    setTimeout(() => void copying`select pg_advisory_unlock_shared(${MIGRATING})`.execute(), 200);
  };
  assert.deepEqual(await migrate(migrating, migrations, { waits }), ['0001-a.sql', '0002-b.sql']);
  assert.equal(said, 1);
  await copying`select pg_advisory_lock_shared(${MIGRATING})`;
  assert.deepEqual(
    await migrate(migrating, migrations, { waits }),
    [],
    'nothing is missing: it need not wait',
  );
  assert.equal(said, 1);
});
