import assert from 'node:assert/strict';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { test } from 'node:test';
import { readManifest } from '../src/backup/manifest.ts';
import { databaseVariables } from '../src/services.ts';
import { load, newDatabases, run } from './older-backup.ts';
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
