import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, readdir, stat, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { test } from 'node:test';
import { processIdentity } from '../../bin/lib/process-identity.js';
import { openDataDirectory, readRun, removeRun, writeRun } from '../src/data-directory.ts';
import { assertPortFree, freePort } from '../src/port.ts';
import { scratchDirectory } from './scratch.ts';

const DEAD = { pid: 2 ** 22 + 1, started: '1', boot: 'long ago' };

test('a data directory is made for its owner alone', async (t) => {
  const path = join(await scratchDirectory(t), 'deep', 'data');
  const { release } = await openDataDirectory(path);
  assert.equal((await stat(path)).mode & 0o777, 0o700);
  release();
});

test('a released data directory can be opened again at once', async (t) => {
  const path = await scratchDirectory(t);
  for (let round = 0; round < 3; round += 1) (await openDataDirectory(path)).release();
  assert.deepEqual(await readdir(join(path, 'lock')), []);
});

test('an opener waits a moment for a holder that is about to go', async (t) => {
  const path = await scratchDirectory(t);
  const first = await openDataDirectory(path);
  const second = openDataDirectory(path); // has looked before it gives the turn back, and waits
  first.release();
  (await second).release();
});

test('of many that find the lock of a dead process exactly one gets the directory', async (t) => {
  const path = await scratchDirectory(t);
  await mkdir(join(path, 'lock'));
  // The same pid as ours, started at another time: not we.
  const reused = { ...processIdentity(process.pid), started: '1' };
  await writeFile(join(path, 'lock', 'lock-1-0badcafe'), JSON.stringify(DEAD));
  await writeFile(join(path, 'lock', 'lock-2-0badcafe'), JSON.stringify(reused));
  const attempts = Array.from({ length: 5 }, () => openDataDirectory(path));
  const results = await Promise.allSettled(attempts);
  assert.equal(results.filter((result) => result.status === 'fulfilled').length, 1);
});

test('run.json is private and tells of live processes only', async (t) => {
  const path = await scratchDirectory(t);
  assert.equal(await readRun(path), undefined);
  await writeRun(path, { url: 'http://localhost:3000', pid: process.pid, postgresPid: 1 });
  assert.equal((await stat(join(path, 'run.json'))).mode & 0o777, 0o600);
  assert.deepEqual(await readRun(path), { url: 'http://localhost:3000', pid: process.pid, postgresPid: 1 });
  const short = spawn('true');
  const ended = once(short, 'exit');
  await writeRun(path, { url: 'http://localhost:3000', pid: short.pid! });
  await ended;
  assert.equal(await readRun(path), undefined);
  await writeFile(join(path, 'run.json'), '{"url": ');
  assert.equal(await readRun(path), undefined);
  await removeRun(path);
  await removeRun(path);
});

test('a port in use is refused with a sentence that names it and PORT', async (t) => {
  const port = await freePort();
  assert.ok(port >= 10_000 && port < 32_768);
  await assertPortFree('127.0.0.1', port);
  const server = createServer().listen(port, '127.0.0.1');
  await once(server, 'listening');
  t.after(() => server.close());
  await assert.rejects(assertPortFree('127.0.0.1', port), new RegExp(`Port ${port} .* in use.*Set PORT`));
});
