import assert from 'node:assert/strict';
import { appendFile, readdir, readFile, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { test } from 'node:test';
import postgres from 'postgres';
import { keepLogSmall, tidyLog } from '../src/postgres/server-log.ts';
import { startPostgres } from '../src/postgres/start.ts';
import { scratchDirectory, until } from './scratch.ts';

const OLD = `2026-11-01 10:00:00.000 UTC [7] LOG:  database system is ready to accept connections
2026-11-01 10:00:01.000 UTC [8] ERROR:  duplicate key value violates unique constraint "users_email"
2026-11-01 10:00:01.000 UTC [8] DETAIL:  Key (lower(email))=(zanna@private.test) already exists.
2026-11-01 10:00:01.000 UTC [8] STATEMENT:  insert into users
\t  values ('zanna@private.test')
2026-11-01 10:00:02.000 UTC [8] FATAL:  terminating connection
`;

test('what an older release let the server write about rows is taken out of its logs', async (t) => {
  const log = join(await scratchDirectory(t), 'postgres.log');
  await writeFile(log, OLD);
  await writeFile(`${log}.1`, `${'x'.repeat(100)}\n${OLD.repeat(4000)}`);
  await tidyLog(log);
  for (const file of [log, `${log}.1`]) {
    const text = await readFile(file, 'utf8');
    assert.ok(!text.includes('zanna'), file);
    assert.match(text, /ready to accept[\s\S]*duplicate key[\s\S]*FATAL: {2}terminating/);
    assert.ok(text.length <= 1_000_000);
    assert.equal((await stat(file)).mode & 0o777, 0o600);
  }
  const clean = await stat(log);
  await tidyLog(log);
  assert.equal((await stat(log)).mtimeMs, clean.mtimeMs, 'what is clean is left as it is');
});

test('the log of a running server is kept small, and what it writes goes on', async (t) => {
  const folder = await scratchDirectory(t);
  const log = join(folder, 'postgres.log');
  const end = keepLogSmall(log, 1000, 5);
  t.after(end);
  for (const round of [1, 2]) {
    await appendFile(log, `${round} ${'y'.repeat(1000)}\n`);
    await until(async () => (await stat(log)).size === 0);
    await until(async () => (await readFile(`${log}.1`, 'utf8').catch(() => '')).startsWith(String(round)));
  }
  await appendFile(log, 'more\n');
  assert.equal(await readFile(log, 'utf8'), 'more\n');
  assert.deepEqual(await readdir(folder), ['postgres.log', 'postgres.log.1']);
});

test('an error that a row caused is told without the row, the statement and its parameters', async (t) => {
  const directory = await scratchDirectory(t);
  const server = await startPostgres({ directory: join(directory, 'postgres'), durable: false });
  t.after(() => server.stop());
  const sql = postgres(server.superuserUrl, { max: 1, onnotice: () => {} });
  await sql`create table people (email text unique, check (email <> 'zanna-check@private.test'))`;
  const add = (email: string) => sql`insert into people values (${email})`;
  await add('zanna@private.test');
  await assert.rejects(add('zanna@private.test'), { code: '23505' });
  await assert.rejects(add('zanna-check@private.test'), { code: '23514' });
  await assert.rejects(sql`select 'zanna@private.test' from nowhere`, { code: '42P01' });
  await sql.end();
  const log = join(directory, 'postgres.log');
  await until(async () => (await readFile(log, 'utf8')).includes('nowhere'));
  const text = await readFile(log, 'utf8');
  assert.match(text, /ERROR: {2}duplicate key value violates unique constraint/);
  assert.ok(!text.includes('zanna'), text);
});
