import assert from 'node:assert/strict';
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { type TestContext, test } from 'node:test';
import postgres from 'postgres';
import { openDataDirectory } from '../src/data-directory.ts';
import { stopStaleServer } from '../src/postgres/stale.ts';
import { startPostgres } from '../src/postgres/start.ts';
import { lives, scratchDirectory, stopwatch, until } from './scratch.ts';

const OWNER = join(import.meta.dirname, 'postgres-owner.ts');

type Owned = { owner: ChildProcess; pid: number; superuserUrl: string };

async function startOwner(t: TestContext, directory: string): Promise<Owned> {
  const owner = spawn(process.execPath, [OWNER, directory], { stdio: ['ignore', 'pipe', 'inherit'] });
  t.after(() => owner.kill('SIGKILL'));
  const [line] = await once(createInterface({ input: owner.stdout! }), 'line');
  return { owner, ...JSON.parse(line) };
}

test('kill -9 of its owner under load ends PostgreSQL within 2 s, and nothing committed is lost', async (t) => {
  const directory = await scratchDirectory(t);
  const { owner, pid, superuserUrl } = await startOwner(t, directory);
  const sql = postgres(superuserUrl, { max: 4, onnotice: () => {} });
  t.after(() => sql.end({ timeout: 0 }).catch(() => {}));
  await sql`create table written (id bigint primary key, filler text)`;
  let committed = 0;
  const insert = async (id: number) => {
    await sql`insert into written select ${id}, repeat('x', 500)`;
    committed += 1;
  };
  let next = 0;
  const writers = Array.from({ length: 4 }, async () => {
    for (;;) await insert(next++);
  }).map((writer) => writer.catch(() => {}));
  await until(() => committed > 500);
  owner.kill('SIGKILL');
  await until(() => !lives(pid), 2000);
  await Promise.all(writers);
  const again = await startOwner(t, directory);
  const check = postgres(again.superuserUrl, { max: 1 });
  const [row] = await check`select count(*)::int as count from written`;
  await check.end();
  assert.ok(row?.['count'] >= committed, `${row?.['count']} rows of ${committed} committed ones`);
  again.owner.kill('SIGKILL');
  await until(() => !lives(again.pid), 2000);
});

test('an owner that ends without stopping it takes PostgreSQL along', async (t) => {
  const directory = await scratchDirectory(t);
  const { owner, pid } = await startOwner(t, directory);
  owner.kill('SIGTERM');
  await until(() => !lives(pid), 2000);
});

test('a PostgreSQL that outlived its owner is stopped by the next start', async (t) => {
  const cluster = join(await scratchDirectory(t), 'postgres');
  const stale = await startPostgres({ directory: cluster, durable: false });
  t.after(() => stale.stop());
  const next = await startPostgres({ directory: cluster, durable: false });
  t.after(() => next.stop());
  assert.deepEqual(await stale.exited, { code: 0, signal: null });
  assert.notEqual(next.pid, stale.pid);
});

test('a pid file that names a foreign process is removed, the process is left alone', async (t) => {
  const cluster = join(await scratchDirectory(t), 'postgres');
  await mkdir(cluster);
  const foreign = spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)', 'postgres'], {
    cwd: cluster,
  });
  t.after(() => foreign.kill('SIGKILL'));
  await writeFile(join(cluster, 'postmaster.pid'), `${foreign.pid}\n${cluster}\n`);
  await stopStaleServer(cluster);
  assert.ok(lives(foreign.pid!));
  await assert.rejects(readFile(join(cluster, 'postmaster.pid')), { code: 'ENOENT' });
});

test('a second start on a data directory in use is refused with a sentence', async (t) => {
  const directory = await scratchDirectory(t);
  const { owner, pid } = await startOwner(t, directory);
  const took = stopwatch();
  await assert.rejects(openDataDirectory(directory), (error: Error) => {
    assert.match(
      error.message,
      /data directory .* is in use by process \d+\. Stop that one, or set SAGASHOP_DATA/,
    );
    assert.ok(error.message.includes(String(owner.pid)) && error.message.includes(directory));
    return true;
  });
  assert.ok(took() < 2000, `${took()} ms`);
  assert.ok(lives(pid), 'the running shop is not disturbed');
  owner.kill('SIGKILL');
  await until(() => !lives(pid), 2000);
});
