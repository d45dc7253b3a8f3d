import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { groupFile } from '../bin/lib/group-file.js';
import { costLines, cpuSeconds, noteCost } from '../bin/lib/test-cost.js';

const WHOLE = `import { test } from 'node:test'; test('a test of the other file', () => {});`;
// Something that stays open, as a browser or a server of a shop does.
const BROKEN = `setInterval(() => {}, 1000); throw new Error('broken while it is read');`;

for (const atOnce of [false, true]) {
  const way = atOnce ? 'at once' : 'one after the other';
  test(`a file that throws while it is read fails alone among files that run ${way}`, async (t) => {
    const root = await mkdtemp(join(tmpdir(), 'groups-'));
    t.after(() => rm(root, { recursive: true, force: true }));
    await writeFile(join(root, 'broken.mjs'), BROKEN);
    await writeFile(join(root, 'whole.mjs'), WHOLE);
    const files = ['broken.mjs', 'whole.mjs'];
    const path = groupFile({ folder: root, root, name: 'some', files, atOnce });
    const { NODE_TEST_CONTEXT: _, SAGASHOP_TEST_COSTS: __, ...env } = process.env;
    const args = ['--test', '--test-reporter=tap', path];
    const { code, said } = await new Promise<{ code: unknown; said: string }>((resolve) => {
      execFile(process.execPath, args, { env, timeout: 20_000 }, (error, stdout) =>
        resolve({ code: error?.code ?? error?.signal ?? 0, said: stdout }),
      );
    });
    assert.equal(code, 1, said);
    assert.match(said, /not ok \d+ - broken\.mjs can be read/);
    assert.match(said, /broken while it is read/);
    assert.match(said, /\bok \d+ - a test of the other file/);
  });
}

// Each says in its name where it belongs.
const WHOSE = `import { after, describe, test } from 'node:test';
const later = () => new Promise((resolve) => setTimeout(resolve, 20));
test('outer', async (t) => {
  await later();
  after(() => console.log('outer has ended'));
  await test('within outer', later);
  await t.test('within outer, too', () => { after(() => console.log('the inner one has ended')); });
});
describe('suite', async () => {
  await later();
  test('within the suite', () => {});
});
test('throws in a callback', async () => {
  setTimeout(() => { throw new Error('thrown late'); }, 5);
  await later();
});
test('rejects on the side', async () => {
  Promise.reject(new Error('rejected'));
  await later();
});
test('passes', later);`;

test('what a test does is known to be its own, also later, as without our saving', async (t) => {
  const root = await mkdtemp(join(tmpdir(), 'whose-'));
  t.after(() => rm(root, { recursive: true, force: true }));
  await writeFile(join(root, 'whose.test.mjs'), WHOSE);
  const { NODE_TEST_CONTEXT: _, SAGASHOP_TEST_COSTS: __, ...env } = process.env;
  const told = (...options: string[]) =>
    new Promise<string[]>((resolve) => {
      const args = [...options, '--test-reporter=tap', join(root, 'whose.test.mjs')];
      execFile(process.execPath, args, { env, timeout: 20_000 }, (_error, stdout) =>
        resolve(
          stdout.split('\n').filter((line) => /^ *(?:not )?ok |^# (?:pass|fail)|^ *error:|ended/.test(line)),
        ),
      );
    });
  const lighter = new URL('../bin/lib/light-test-context.js', import.meta.url).href;
  const [plain, light] = await Promise.all([told(), told('--import', lighter)]);
  assert.deepEqual(light, plain);
  assert.ok(plain.includes('    ok 1 - within outer') && plain.includes('not ok 3 - throws in a callback'));
  assert.ok(plain.includes('# fail 2'), plain.join('\n'));
});

test('the most expensive files come first, and only as many as are asked for', async (t) => {
  const folder = await mkdtemp(join(tmpdir(), 'costs-'));
  t.after(() => rm(folder, { recursive: true, force: true }));
  const notes = join(folder, 'costs');
  noteCost('cheap', 0.25, notes);
  noteCost('expensive', 12.34, notes);
  noteCost('middling', 3, notes);
  assert.deepEqual(
    costLines(notes, 2).map((line) => line.trim().replace(/ +/g, ' ')),
    ['12.3 CPU-s expensive', '3.0 CPU-s middling'],
  );
  assert.ok(cpuSeconds() > 0);
});
