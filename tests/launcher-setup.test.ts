import assert from 'node:assert/strict';
import { mkdir, readdir, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { test } from 'node:test';
import { groupTests, longestFirst, selectTests } from '../bin/lib/select-tests.js';
import { until } from '../cli/test/scratch.ts';
import { allGone, fakeRepository, npmStart, present, startNode } from './fake-repository.ts';

const STAMP = join('node_modules', '.sagashop-setup.json');
const EXIT = ['bin/sagashop', 'up', 'exit', '0'];

test('a set-up is done once, and again when a manifest has changed', async (t) => {
  const root = await fakeRepository(t);
  const setUpsAfterStart = async () => {
    const run = startNode(t, root, EXIT);
    assert.equal(await run.ended, 0, run.output());
    return (await readFile(join(root, 'set-ups'), 'utf8')).length;
  };
  assert.equal(await setUpsAfterStart(), 1);
  assert.equal(await setUpsAfterStart(), 1);
  const manifest = JSON.parse(await readFile(join(root, 'package.json'), 'utf8'));
  await writeFile(join(root, 'package.json'), JSON.stringify({ ...manifest, description: 'changed' }));
  assert.equal(await setUpsAfterStart(), 2);
});

test('a start leaves the tools of the tests where they are, whoever has put them there', async (t) => {
  const root = await fakeRepository(t);
  const tool = join(root, 'node_modules', 'tool');
  const change = async (file: string, more: object) => {
    const before = JSON.parse(await readFile(join(root, file), 'utf8'));
    await writeFile(join(root, file), JSON.stringify({ ...before, ...more }));
  };
  await mkdir(join(root, 'tool'));
  await writeFile(join(root, 'tool', 'package.json'), '{ "name": "tool", "version": "1.0.0" }');
  const devDependencies = { tool: 'file:tool' };
  await change('package.json', { devDependencies });
  const linked = { resolved: 'tool', link: true };
  const packages = {
    '': { devDependencies },
    tool: { version: '1.0.0', dev: true },
    'node_modules/tool': linked,
  };
  await change('package-lock.json', { packages });
  const starts = async () => {
    const run = startNode(t, root, EXIT);
    assert.equal(await run.ended, 0, run.output());
    return (await readdir(join(root, 'node_modules'))).includes('tool');
  };
  assert.equal(await starts(), false, 'who only starts the shop needs no tools');
  await rm(join(root, STAMP));
  await symlink(join('..', 'tool'), tool); // as `npm install` does
  assert.equal(await starts(), true);
  await change('package.json', { description: 'changed' });
  assert.equal(await starts(), true);
});

test('a set-up that was killed takes its npm along and is done anew', async (t) => {
  const root = await fakeRepository(t);
  await writeFile(join(root, 'slow'), '');
  const first = startNode(t, root, EXIT);
  await until(() => present(join(root, 'setting-up')));
  first.child.kill('SIGKILL');
  await allGone({ 'install script': Number(await readFile(join(root, 'setting-up'), 'utf8')) });
  assert.ok(!(await present(join(root, STAMP))));
  await rm(join(root, 'slow'));
  const second = startNode(t, root, EXIT);
  assert.equal(await second.ended, 0, second.output());
  assert.ok(await present(join(root, STAMP)));
});

test('npm killed during a set-up ends all of it', async (t) => {
  const root = await fakeRepository(t, 'node bin/start; exit $?');
  await writeFile(join(root, 'slow'), '');
  const { child } = await npmStart(t, root);
  await until(() => present(join(root, 'setting-up')));
  child.kill('SIGKILL');
  await allGone({ 'install script': Number(await readFile(join(root, 'setting-up'), 'utf8')) });
  await until(async () => (await readdir(join(root, '.setup'))).length === 0, 2000);
});

test('of two that start at once one sets up and the other waits for it', async (t) => {
  const root = await fakeRepository(t);
  await writeFile(join(root, 'slow'), '');
  const first = startNode(t, root, EXIT);
  await until(() => present(join(root, 'setting-up')));
  const second = startNode(t, root, EXIT);
  await until(() => second.output().includes('Waiting for the set-up'));
  await writeFile(join(root, 'go'), '');
  assert.deepEqual(await Promise.all([first.ended, second.ended]), [0, 0], first.output() + second.output());
  assert.equal(await readFile(join(root, 'set-ups'), 'utf8'), 'x');
});

test('what the npm above us is configured to do does not reach the set-up', async (t) => {
  const root = await fakeRepository(t);
  const env = { npm_config_dry_run: 'true', npm_config_global: 'true', npm_config_ignore_scripts: 'true' };
  const run = startNode(t, root, EXIT, env);
  assert.equal(await run.ended, 0, run.output());
  assert.ok(await present(join(root, 'set-ups')));
});

test('a set-up that fails says why in npm’s words, and ends with 1', async (t) => {
  const root = await fakeRepository(t);
  await writeFile(join(root, 'broken'), '');
  const run = startNode(t, root, EXIT);
  assert.equal(await run.ended, 1);
  assert.match(run.output(), /"npm ci" failed:\n[\s\S]*the disk is full[\s\S]*Start again to retry/);
});

test('tests are selected by a part of their path, long ones only by their folder', () => {
  const root = join(import.meta.dirname, '..');
  const all = selectTests(root, []);
  assert.ok(all.includes('tests/launcher.test.ts') && all.every((file) => !file.startsWith('tests/long/')));
  assert.deepEqual(selectTests(root, ['launcher-setup']), ['tests/launcher-setup.test.ts']);
  assert.deepEqual(selectTests(root, ['./tests/launcher.test.ts']), ['tests/launcher.test.ts']);
  assert.deepEqual(selectTests(root, ['no such test']), []);
});

test('files of a group share a process, unless they change the clock or the environment of theirs', () => {
  const root = join(import.meta.dirname, '..');
  const all = selectTests(root, []);
  const { groups, apart } = groupTests(root, all);
  assert.deepEqual([...groups.values()].flat().concat(apart).sort(), all);
  const browser = groups.get('browser')!;
  assert.ok(browser.length > 1 && browser.every((file) => file.startsWith('tests/browser/')));
  for (const own of [
    'tests/launcher.test.ts',
    'packages/chassis/test/sweeper.test.ts',
    'tests/journeys/logs.test.ts',
  ]) {
    assert.ok(apart.includes(own), own);
  }
  const single = ['services/audit/test/actions/audit-watch.test.ts'];
  assert.deepEqual(groupTests(root, single), { groups: new Map(), apart: single });
});

test('what takes the longest begins first, and beside it what waits for much', () => {
  const groups = new Map(['packages', 'services', 'browser'].map((name) => [name, `${name}.mjs`]));
  const apart = ['cli/test/b.test.ts', 'tests/faults/a.test.ts'];
  assert.deepEqual(longestFirst(groups, apart), [
    ...['browser.mjs', 'services.mjs'],
    ...['tests/faults/a.test.ts', 'packages.mjs', 'cli/test/b.test.ts'],
  ]);
});
