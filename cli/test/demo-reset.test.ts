import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type TestContext, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { openDataDirectory } from '../src/data-directory.ts';
import { scratchDirectory } from './scratch.ts';

const MAIN = fileURLToPath(new URL('../src/main.ts', import.meta.url));

/** A folder with this in its shop.json, and what `demo reset` says of it. */
async function folder(t: TestContext, shop?: string) {
  const directory = await scratchDirectory(t);
  if (shop !== undefined) await writeFile(join(directory, 'shop.json'), shop);
  const reset = (...args: string[]) => {
    const env = { PATH: process.env['PATH'], SAGASHOP_DATA: directory };
    const { status, stdout, stderr } = spawnSync(process.execPath, [MAIN, 'demo', 'reset', ...args], {
      env,
      encoding: 'utf8',
    });
    return { status, said: stdout + stderr };
  };
  return { directory, reset };
}

const DEMO = JSON.stringify({ currency: 'RUB', demo: true, serviceKeys: {}, opened: true });

test('a shop that was not begun as a demo is never reset, and neither is one of which that is not known', async (t) => {
  for (const [shop, why] of [
    [JSON.stringify({ currency: 'RUB', demo: false, opened: true }), /was not begun as a demo/],
    [JSON.stringify({ currency: 'RUB', demo: 'yes', opened: true }), /was not begun as a demo/],
    ['{ "demo": tru', /cannot be read, so this may be no demo/],
    [undefined, /There is no shop in/],
  ] as const) {
    const { directory, reset } = await folder(t, shop);
    const { status, said } = reset('--yes');
    assert.equal(status, 1);
    assert.match(said, why);
    assert.match(said, /Nothing was done/);
    if (shop) assert.equal(await readFile(join(directory, 'shop.json'), 'utf8'), shop);
  }
});

test('a demo that runs is not reset, and nothing is reset without a yes', async (t) => {
  const { directory, reset } = await folder(t, DEMO);
  const { status, said } = reset();
  assert.equal(status, 2);
  assert.match(said, /Say --yes where nobody can be asked\.\nNothing was done\./);
  const { release } = await openDataDirectory(directory);
  const running = reset('--yes');
  release();
  assert.equal(running.status, 1);
  assert.match(running.said, /is in use by process/);
  assert.equal(await readFile(join(directory, 'shop.json'), 'utf8'), DEMO);
  assert.ok(!(await readdir(directory)).includes('postgres'));
});
