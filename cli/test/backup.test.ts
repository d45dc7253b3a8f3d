import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdir, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { test } from 'node:test';
import { connect } from '@sagashop/chassis/postgres/connect';
import { freePath } from '../src/backup/backup.ts';
import { readManifest } from '../src/backup/manifest.ts';
import { takeTurn } from '../src/backup/turn.ts';
import { load, newDatabases, OLDER, run, variables } from './older-backup.ts';
import { scratchDirectory } from './scratch.ts';

test('some databases without the others are refused, and named', async () => {
  const { code, output } = await run({ PAYMENT_DATABASE_URL: 'postgres://nowhere' }, ['backup']);
  assert.equal(code, 1);
  assert.match(output, /not set: USER_DATABASE_URL, CATALOG_DATABASE_URL, ORDER_DATABASE_URL/);
});

test('a backup that is killed is never taken for a whole one, and the next one clears it away', async (t) => {
  const urls = await newDatabases();
  await load(urls);
  const home = await scratchDirectory(t);
  const env = variables(urls);
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
  const names = await readdir(home);
  assert.equal(names.length, 1, names.join());
  assert.match(names[0]!, /^sagashop-/);
});

test('a backup that fails leaves nothing, and says why and what to do', async (t) => {
  const urls = await newDatabases();
  await load(urls);
  const home = await scratchDirectory(t);
  const sql = connect(urls['order']!, {
    name: 'test',
    max: 1,
    settings: { idle_in_transaction_session_timeout: '0', transaction_timeout: '0' },
  });
  t.after(() => sql.end());
  await sql.begin(async (tx) => {
    await tx`lock table order_lines in access exclusive mode`;
    const { code, output } = await run(variables(urls), ['backup', home]);
    assert.equal(code, 1);
    assert.match(output, /There is no backup: .*lock timeout\. What was copied is removed\. Try again/);
  });
  assert.deepEqual(await readdir(home), []);
});

/** A disk of 64 KB; undefined where none may be made. */
function tinyDisk(folder: string): string | undefined {
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=64k,mode=0700', 'tmpfs', folder], { stdio: 'ignore' });
    return folder;
  } catch {
    return undefined;
  }
}

test('a backup for which the disk has no room leaves it as it was', async (t) => {
  const home = tinyDisk(await scratchDirectory(t));
  if (!home) return t.diagnostic('Only root may mount a small disk.');
  try {
    const urls = await newDatabases();
    await load(urls);
    const { code, output } = await run(variables(urls), ['backup', home]);
    assert.equal(code, 1, output);
    assert.match(output, /There is no backup: ENOSPC.+ is removed\. Give .+ more room/);
    assert.deepEqual(await readdir(home), []);
  } finally {
    execFileSync('umount', ['-l', home]);
  }
});

test('what a data directory would say must be set for databases that variables name', async (t) => {
  const home = await scratchDirectory(t);
  const { SAGASHOP_CURRENCY, SAGASHOP_DEPOSITS, ...urls } = variables(await newDatabases());
  for (const args of [
    ['backup', home],
    ['restore', OLDER],
  ]) {
    const priceless = await run({ ...urls, SAGASHOP_DEPOSITS }, args);
    assert.equal(priceless.code, 1);
    assert.match(priceless.output, /SAGASHOP_CURRENCY is not set\. Set it: .+ which currency/);
    const open = await run({ ...urls, SAGASHOP_CURRENCY }, args);
    assert.match(open.output, /SAGASHOP_DEPOSITS is not set\. Set it as the shop has it, open or admin/);
  }
  const other = await run({ ...urls, SAGASHOP_DEPOSITS, SAGASHOP_CURRENCY: 'EUR' }, ['restore', OLDER]);
  assert.equal(other.code, 1);
  assert.match(other.output, /of a shop with RUB\. Set SAGASHOP_CURRENCY=RUB; nothing was changed/);
});

test('a backup is named after its moment, and of two in one second each has a name', async (t) => {
  const home = await scratchDirectory(t);
  const urls = await newDatabases();
  await load(urls);
  const { code, output } = await run(variables(urls), ['backup', home]);
  assert.equal(code, 0, output);
  const [name] = await readdir(home);
  const { moment } = (await readManifest(join(home, name!))).databases['order']!;
  assert.equal(name, `sagashop-${moment.slice(0, 19).replace(/[-:]/g, '')}Z`);
  assert.equal(freePath(home, moment), join(home, `${name}-2`));
  await mkdir(join(home, `${name}-2`));
  assert.equal(freePath(home, moment), join(home, `${name}-3`));
});

test('of two backups of a shop one is refused, wherever it is to go, and then the next is made', async (t) => {
  const home = await scratchDirectory(t);
  const urls = await newDatabases();
  await load(urls);
  const end = await takeTurn(urls['order']!);
  const { code, output } = await run(variables(urls), ['backup', home]);
  await end();
  assert.equal(code, 1);
  assert.match(output, /Another backup of this shop is being made\. Wait for its end/);
  assert.deepEqual(await readdir(home), []);
  assert.equal((await run(variables(urls), ['backup', home])).code, 0);
});
