import assert from 'node:assert/strict';
import { mkdir, readdir, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import postgres from 'postgres';
import { ensureDatabases } from '../src/postgres/databases.ts';
import { type RunningPostgres, startPostgres } from '../src/postgres/start.ts';
import { scratchDirectory, stopwatch } from './scratch.ts';

const NAMES = ['user', 'catalog', 'order'];

/** Runs `use` with a connection to `url` and closes it. */
async function connected<T>(url: string, use: (sql: postgres.Sql) => Promise<T>): Promise<T> {
  const sql = postgres(url, { max: 1, onnotice: () => {} });
  try {
    return await use(sql);
  } finally {
    await sql.end();
  }
}

const code = (expected: string) => (error: { code?: string }) => error.code === expected;

for (const name of Object.keys(process.env)) {
  if (name === 'LANG' || name.startsWith('LC_')) delete process.env[name];
}

let directory: string;
let server: RunningPostgres;
let urls: Record<string, string>;

before(async (t) => {
  directory = await scratchDirectory(t as never, 'sagashop с пробелом ');
  server = await startPostgres({ directory: join(directory, 'postgres') });
  urls = await ensureDatabases(server.superuserUrl, NAMES, join(directory, 'passwords.json'));
});

after(() => server?.stop());

test('each service has a database that its role owns and may extend', async () => {
  await connected(urls['catalog']!, async (sql) => {
    await sql`create extension pg_trgm`;
    await sql`create extension unaccent`;
    await sql`create table product (name text not null)`;
    assert.deepEqual(
      [...(await sql`select current_user as role, current_database() as database`)],
      [{ role: 'catalog', database: 'catalog' }],
    );
  });
});

test('a role can connect to no database but its own', async () => {
  for (const database of ['user', 'postgres', 'template1']) {
    const url = new URL(urls['order']!);
    url.pathname = `/${database}`;
    await assert.rejects(
      connected(url.href, (sql) => sql`select 1`),
      code('42501'),
      database,
    );
  }
});

test('nobody gets in without the password, the superuser neither', async () => {
  for (const given of [server.superuserUrl, urls['user']!]) {
    for (const password of ['', 'wrong']) {
      const url = new URL(given);
      url.password = password;
      await assert.rejects(
        connected(url.href, (sql) => sql`select 1`),
        code('28P01'),
      );
    }
  }
});

test('a mistyped Russian word is found although LANG is unset', async () => {
  await connected(urls['order']!, async (sql) => {
    await sql`create extension pg_trgm`;
    await sql`create table word (text text)`;
    await sql`insert into word values ('Кофеварка'), ('Чайник'), ('Наушники')`;
    const rows = await sql`select text from word where lower(text) % lower('КАФЕВАРКА')`;
    assert.deepEqual([...rows], [{ text: 'Кофеварка' }]);
    const [facts] = await sql`select current_setting('server_encoding') as encoding, upper('ёж') as upper`;
    assert.deepEqual(facts, { encoding: 'UTF8', upper: 'ЁЖ' });
  });
});

test('committed data are kept across a clean stop and start', async () => {
  await connected(urls['user']!, (sql) => sql`create table kept as select 42 as answer`);
  await server.stop();
  assert.deepEqual(await server.exited, { code: 0, signal: null });
  const watch = stopwatch();
  server = await startPostgres({ directory: join(directory, 'postgres') });
  const took = watch();
  urls = await ensureDatabases(server.superuserUrl, NAMES, join(directory, 'passwords.json'));
  assert.deepEqual([...(await connected(urls['user']!, (sql) => sql`select * from kept`))], [{ answer: 42 }]);
  assert.ok(took < 3000, `the second start took ${took} ms`);
});

test('passwords that were lost are replaced, those that are known stay', async () => {
  const file = join(directory, 'passwords.json');
  assert.equal((await stat(file)).mode & 0o777, 0o600);
  await writeFile(file, JSON.stringify({ user: new URL(urls['user']!).password }));
  const renewed = await ensureDatabases(server.superuserUrl, NAMES, file);
  assert.equal(new URL(renewed['user']!).password, new URL(urls['user']!).password);
  assert.notEqual(new URL(renewed['order']!).password, new URL(urls['order']!).password);
  urls = renewed;
  for (const url of Object.values(renewed)) await connected(url, (sql) => sql`select 1`);
});

test('an initdb that was interrupted is done anew, and what it left is removed', async (t) => {
  const data = await scratchDirectory(t);
  await mkdir(join(data, '.postgres-unfinished-0badcafe', 'base'), { recursive: true });
  await writeFile(join(data, '.postgres-unfinished-0badcafe.password'), 'secret\n');
  await writeFile(join(data, 'something else'), 'not ours');
  const other = await startPostgres({ directory: join(data, 'postgres'), durable: false });
  await other.stop();
  assert.deepEqual((await readdir(data)).sort(), ['postgres', 'postgres.log', 'something else']);
});

test('a folder that holds another version is refused, not overwritten', async (t) => {
  const cluster = join(await scratchDirectory(t), 'postgres');
  await mkdir(cluster);
  await assert.rejects(startPostgres({ directory: cluster }), /is no PostgreSQL data/);
  await writeFile(join(cluster, 'PG_VERSION'), '17\n');
  await assert.rejects(startPostgres({ directory: cluster }), /of PostgreSQL 17, but this is PostgreSQL 18/);
  assert.deepEqual(await readdir(cluster), ['PG_VERSION']);
});

test('a server that cannot start says why and where its log is', async (t) => {
  const data = await scratchDirectory(t);
  const settings = { shared_buffers: 'plenty' };
  const start = startPostgres({ directory: join(data, 'postgres'), durable: false, settings });
  await assert.rejects(start, /did not start; its log is .*postgres\.log:\n.*shared_buffers/s);
});
